using System.Net;
using System.Text;
using Sentiment.TestKit;

namespace Sentiment.Build.Tests;

/// <summary>How libtorch gets beside an executable: cured where the C++ library is old, and never at the package cache's expense.</summary>
public sealed class LibTorchTests : IDisposable
{
    private const string Library = "libLibTorchSharp.so";
    private const string Cured = "its unused need for it is made optional";
    private const string SkipReason = "needs Linux on x64: elsewhere the build has nothing to cure";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GLIBCXX_3.4.30\0", true)]
    [InlineData("GLIBCXX_3.4.30\0GLIBCXX_3.4.32\0", false)]
    public async Task Build_ForACxxLibrary_CuresOnlyWhereItIsOlder(string versions, bool cured)
    {
        Assert.SkipUnless(PackageCache.IsNeeded, SkipReason);
        var library = _folder.Combine("libstdc++.so.6");
        await File.WriteAllTextAsync(library, versions, Encoding.Latin1, TestContext.Current.CancellationToken);
        var intermediate = _folder.Combine("obj") + "/";

        var result = await Build.RunAsync(
            ["msbuild", Build.TorchPool, "-t:CureTorchNatives", "-p:Configuration=Release", $"-p:CxxLibrary={library}", $"-p:IntermediateOutputPath={intermediate}"]);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(cured, result.Output.Contains(Cured, StringComparison.Ordinal));
        Assert.Equal(cured, File.Exists(Path.Combine(intermediate, "torch", Library)));
    }

    [Fact]
    public async Task Publish_SelfContained_StartsAndAnswersAndLeavesThePackageCacheAsItWas()
    {
        Assert.SkipUnless(PackageCache.IsNeeded, SkipReason);
        var before = PackageCache.Digests();

        // Twice: the second finds the files of the first. Nothing of the repository's own output is touched.
        var built = await PublishAsync();
        var again = await PublishAsync();

        Assert.True(built.ExitCode == 0 && again.ExitCode == 0, built.Output + again.Output);
        Assert.Equal(before, PackageCache.Digests());
        CompiledCode.AssertIn(_folder.Combine("app", "published", "Sentiment.Serving.dll"));
        await ExpectAnswerAsync(await IsConfinedAsync());
    }

    [Fact]
    public void Build_Output_HasOneCopyOfLibtorchAndALibraryOfItsOwn()
    {
        Assert.SkipUnless(PackageCache.IsNeeded, SkipReason);
        var output = Path.GetDirectoryName(BuiltExecutable.Path("Sentiment.Inference.Torch"))!;

        var names = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(static file => Path.GetFileName(file)!).Where(IsNative).Order(StringComparer.Ordinal);

        // Without other platforms' files, Python's glue, PyTorch's test libraries and SkiaSharp.
        Assert.Equal([Library, "libc10.so", "libgomp-98b21ff3.so.1", "libshm.so", "libtorch.so", "libtorch_cpu.so", "libtorch_global_deps.so"], names);
    }

    private static bool IsNative(string name) => name.Contains(".so", StringComparison.Ordinal) || name.EndsWith(".dylib", StringComparison.Ordinal)
        || (name.EndsWith(".dll", StringComparison.Ordinal) && name.StartsWith("lib", StringComparison.Ordinal));

    private Task<CommandResult> PublishAsync() => Build.PublishAsync(Build.TorchPool, _folder.Combine("app", "published"), _folder.Combine("artifacts"));

    // As a pod runs it, where this system can; as it is elsewhere.
    private static async Task<bool> IsConfinedAsync() => await Confinement.SkipReasonAsync() is null;

    private async Task ExpectAnswerAsync(bool isConfined)
    {
        var port = FreePorts.Take();
        var app = _folder.Combine("app");
        var seen = isConfined ? Confinement.App : app;
        PublishedFiles.Copy(RepositoryRoot.Combine("models", "sentiment-base"), Path.Combine(app, "model"));
        string[] command =
        [
            Path.Combine(seen, "published", "Sentiment.Inference.Torch"),
            $"--Sentiment:Listen:Port={port}", $"--Sentiment:Listen:ManagementPort={FreePorts.Take()}", $"--Sentiment:Model:Path={Path.Combine(seen, "model")}",
        ];
        await using var pool = ServiceProcess.Start((isConfined ? Confinement.Command(app, command) : new ProcessCommand(command[0], command[1..])) with
        {
            Environment = new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Development" },
        });
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await pool.WaitForLineAsync(static line => line.Contains("Serving sentiment-base", StringComparison.Ordinal), TimeSpan.FromSeconds(60));

        using var body = new StringContent("""{"text": "I love this product!"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/v1/predict", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("POSITIVE", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
