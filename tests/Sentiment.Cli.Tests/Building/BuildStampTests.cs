using Sentiment.Cli.Building;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Building;

public sealed class BuildStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Repository _repository;
    private readonly BuildStamp _stamp;

    public BuildStampTests()
    {
        _repository = new Repository(_folder.Path);
        _stamp = new BuildStamp(_repository, "Sentiment.Gateway");
        Directory.CreateDirectory(_repository.ReleaseFolder("Sentiment.Gateway"));
        File.WriteAllText(_repository.ReleaseExecutable("Sentiment.Gateway"), "");
    }

    [Fact]
    public void Matches_NeverBuilt_IsFalse() => Assert.False(_stamp.Matches("abc"));

    [Fact]
    public void Matches_SameSources_IsTrue()
    {
        _stamp.Write("abc");

        Assert.True(_stamp.Matches("abc"));
        Assert.False(_stamp.Matches("abd"));
    }

    [Fact]
    public void Matches_ExecutableGone_IsFalse()
    {
        _stamp.Write("abc");

        File.Delete(_repository.ReleaseExecutable("Sentiment.Gateway"));

        Assert.False(_stamp.Matches("abc"));
    }

    public void Dispose() => _folder.Dispose();
}
