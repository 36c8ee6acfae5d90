using CsCheck;
using Sentiment.Models.Packages;

namespace Sentiment.Models.Tests.Packages;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TestPackage _package = new();

    public void Dispose() => _package.Dispose();

    [Fact]
    public void Load_WholePackage_ReadsManifestAndConfig()
    {
        var package = _package.Load();

        Assert.Equal("test", package.Manifest.Name);
        Assert.Equal(4, package.Config.Heads);
        Assert.Equal(64, package.Digest.Length);
        Assert.True(package.Verify(PackageFiles.Weights).Succeeded);
        Assert.Equal(File.ReadAllBytes(_package.PathOf(PackageFiles.Vocabulary)), package.Read(PackageFiles.Vocabulary).Value);
    }

    [Fact]
    public void Load_NoFolder_NamesTheFolder()
    {
        var problem = Problem(ModelPackage.Load(_package.PathOf("nothing")));

        Assert.Equal(PackageProblemKind.Missing, problem.Kind);
        Assert.Equal(_package.PathOf("nothing"), problem.File);
    }

    [Fact]
    public void Load_NoManifest_SaysSo()
    {
        File.Delete(_package.PathOf(PackageFiles.Manifest));

        var problem = Problem(ModelPackage.Load(_package.Root));

        Assert.Equal(PackageProblemKind.Missing, problem.Kind);
        Assert.EndsWith(PackageFiles.Manifest, problem.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": \"1.0.0\",", "", "version")]
    [InlineData("\"test\"", "null", "name")]
    [InlineData("\"test\"", "\" \"", "name")]
    [InlineData("{\n  \"name\"", "{\n  \"name\": \"twice\",\n  \"name\"", "name")]
    [InlineData("\"maximum_tokens\": 48", "\"maximum_tokens\": 2", "maximum_tokens is 2")]
    [InlineData("\"maximum_tokens\": 48", "\"maximum_tokens\": 49", "maximum_tokens 49")]
    [InlineData("\"temperature\": 1", "\"temperature\": 0", "temperature")]
    [InlineData("\"vocab.txt\"", "\"../vocab.txt\"", "'../vocab.txt'")]
    [InlineData("\"vocab.txt\"", "\"/vocab.txt\"", "'/vocab.txt'")]
    [InlineData("\"vocab.txt\"", "\"C:\\\\vocab.txt\"", "plain relative path")]
    [InlineData("\"NEGATIVE\"", "\"neutral\"", "id2label")]
    public void Load_BrokenManifest_NamesWhatIsWrong(string from, string to, string expected)
    {
        _package.EditManifestText(from, to);

        var problem = Problem(ModelPackage.Load(_package.Root));

        Assert.Equal(PackageProblemKind.Invalid, problem.Kind);
        Assert.Contains(expected, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RandomlyDamagedManifest_NeverThrows()
    {
        var good = File.ReadAllBytes(_package.PathOf(PackageFiles.Manifest));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                var damaged = good.ToArray();
                damaged[at] = value;

                // One in four is cut, too: most shorter ones fail for that alone.
                _package.Put(PackageFiles.Manifest, length % 4 == 0 ? damaged[..length] : damaged);
                var result = ModelPackage.Load(_package.Root);
                return result.Succeeded || result.Problem.Detail.Length > 0;
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData("{\"config.json\": null")]
    [InlineData("{\"config.json\": {\"sha256\": null, \"size\": 1}")]
    public void Load_ManifestWithNulls_IsInvalid(string files)
    {
        _package.EditManifestText("\"files\": {", $"\"files\": {files},");

        Assert.Equal(PackageProblemKind.Invalid, Problem(ModelPackage.Load(_package.Root)).Kind);
    }

    [Fact]
    public void Verify_MissingFile_SaysWhichAndWhatToDo()
    {
        File.Delete(_package.PathOf(PackageFiles.Weights));

        var problem = Problem(_package.Load().Verify(PackageFiles.Weights));

        Assert.Equal(PackageProblemKind.Missing, problem.Kind);
        Assert.Contains("git restore", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_MissingDerivedFile_PointsToTheBuild()
    {
        File.Delete(_package.PathOf(PackageFiles.OnnxFp32));

        var problem = Problem(_package.Load().Verify(PackageFiles.OnnxFp32));

        Assert.Contains("dotnet build", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_TruncatedFile_GivesBothSizes()
    {
        var content = File.ReadAllBytes(_package.PathOf(PackageFiles.Weights));
        _package.Put(PackageFiles.Weights, content[..1000]);

        var problem = Problem(_package.Load().Verify(PackageFiles.Weights));

        Assert.Equal(PackageProblemKind.WrongSize, problem.Kind);
        Assert.Equal(("1000", $"{content.Length}"), (problem.Actual, problem.Expected));
        Assert.Contains("truncated", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void VerifyAndRead_OneBitChanged_GiveBothDigests(bool read)
    {
        var content = File.ReadAllBytes(_package.PathOf(PackageFiles.Weights));
        var expected = PackageDigest.OfBytes(content);
        content[^1] ^= 1;
        _package.Put(PackageFiles.Weights, content);

        var package = _package.Load();
        var problem = read ? Problem(package.Read(PackageFiles.Weights)) : Problem(package.Verify(PackageFiles.Weights));

        Assert.Equal(PackageProblemKind.WrongDigest, problem.Kind);
        Assert.Equal((expected, PackageDigest.OfBytes(content)), (problem.Expected, problem.Actual));
    }

    [Fact]
    public void Load_OtherConfig_IsRefused()
    {
        _package.Put(PackageFiles.Config, "{}"u8.ToArray());

        Assert.Equal(PackageProblemKind.WrongSize, Problem(ModelPackage.Load(_package.Root)).Kind);
    }

    [Fact]
    public void Verify_FileThatNothingVouchesFor_IsRefused()
    {
        _package.Put(PackageFiles.OnnxInt8, [1, 2, 3]);

        Assert.Equal(PackageProblemKind.NotListed, Problem(_package.Load().Verify(PackageFiles.OnnxInt8)).Kind);
    }

    private static PackageProblem Problem<T>(PackageResult<T> result)
        where T : class
    {
        Assert.False(result.Succeeded);
        return result.Problem;
    }
}
