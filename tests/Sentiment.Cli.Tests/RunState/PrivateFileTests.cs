using System.Runtime.Versioning;
using Sentiment.Cli.RunState;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.RunState;

public sealed class PrivateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.Combine("run.json");

    [Fact]
    public void Write_OverLongerFile_LeavesTheNewContentOnly()
    {
        PrivateFile.Write(FilePath, "a longer content"u8);
        PrivateFile.Write(FilePath, "short"u8);

        Assert.Equal("short", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Write_LeftOversOthersMayRead_GivesTheOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes exist on Unix only");
        foreach (var old in new[] { FilePath, FilePath + ".tmp" })
        {
            File.WriteAllText(old, "old");
            File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        PrivateFile.Write(FilePath, "new"u8);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public async Task Write_WhileItIsRead_IsSeenWhole()
    {
        string[] contents = [new('a', 100_000), new('b', 50_000)];
        PrivateFile.Write(FilePath, "a"u8);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                for (var round = 0; !enough.IsCancellationRequested; round++)
                {
                    PrivateFile.Write(FilePath, System.Text.Encoding.UTF8.GetBytes(contents[round % 2]));
                }
            },
            TestContext.Current.CancellationToken);

        var seen = Enumerable.Range(0, 500).Select(_ => File.ReadAllText(FilePath)).Distinct().ToArray();
        await enough.CancelAsync();
        await writing;

        Assert.Empty(seen.Except([.. contents, "a"]));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Replace_SharedFileBehindLink_KeepsModeAndLink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes exist on Unix only");
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;
        File.WriteAllText(FilePath, "old");
        File.SetUnixFileMode(FilePath, shared);
        var link = _folder.Combine("link.json");
        File.CreateSymbolicLink(link, FilePath);

        PrivateFile.Replace(link, "new"u8);

        Assert.Equal("new", File.ReadAllText(FilePath));
        Assert.Equal(shared, File.GetUnixFileMode(FilePath));
        Assert.Equal(FilePath, new FileInfo(link).LinkTarget);
    }

    public void Dispose() => _folder.Dispose();
}
