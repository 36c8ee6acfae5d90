using Sentiment.Cli.Building;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Building;

public sealed class SourceFingerprintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Repository _repository;

    public SourceFingerprintTests()
    {
        _repository = new Repository(_folder.Path);
        Write("gateway/Program.cs", "1");
        Write("global.json", "{}");
        Write("models/base/model.safetensors", "weights");
    }

    [Theory]
    [InlineData("gateway/Program.cs")]
    [InlineData("gateway/Auth/New.cs")]
    [InlineData("shared/Sentiment.Hosting/New.cs")]
    [InlineData("inference-onnx/New.cs")]
    [InlineData("models/base/model.safetensors")]
    [InlineData("global.json")]
    [InlineData("Directory.Packages.props")]
    public void Compute_SourceWritten_Changes(string path)
    {
        var before = SourceFingerprint.Compute(_repository);

        Write(path, "something else");

        Assert.NotEqual(before, SourceFingerprint.Compute(_repository));
    }

    [Fact]
    public void Compute_SourceDeleted_Changes()
    {
        Write("gateway/Old.cs", "1");
        var before = SourceFingerprint.Compute(_repository);

        File.Delete(_folder.Combine("gateway", "Old.cs"));

        Assert.NotEqual(before, SourceFingerprint.Compute(_repository));
    }

    [Theory]
    [InlineData("models/base/onnx/model.onnx")]
    [InlineData("artifacts/bin/Sentiment.Gateway/release/Sentiment.Gateway")]
    [InlineData("docs/api.md")]
    [InlineData("tests/Some.Tests/New.cs")]
    public void Compute_NoSourceWritten_StaysTheSame(string path)
    {
        var before = SourceFingerprint.Compute(_repository);

        Write(path, "something else");

        Assert.Equal(before, SourceFingerprint.Compute(_repository));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string path, string content)
    {
        var full = _folder.Combine(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
