using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Sentiment.Hosting.Configuration;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Configuration;

public sealed class ConfigurationCheckTests
{
    [Fact]
    public void FindProblems_DefaultsAndTwoPorts_AreNone() => Assert.Empty(ProblemsOf(8080, 9080));

    [Fact]
    public void FindProblems_ManyMistakes_AreAllReportedAtOnce()
    {
        var problems = ProblemsOf(0, 70_000, "--Sentiment:Listen:Address=localhost", "--Sentiment:Lisen:Port=1", "--Sentiment:Hosting:Supervized=true");

        Assert.Collection(
            problems.Order(StringComparer.Ordinal),
            static hosting => Assert.Contains("Supervized", hosting, StringComparison.Ordinal),
            static unknown => Assert.Contains("Sentiment:Lisen is unknown; known are", unknown, StringComparison.Ordinal),
            static managementPort => Assert.Contains("ManagementPort", managementPort, StringComparison.Ordinal),
            static port => Assert.Contains("Port", port, StringComparison.Ordinal),
            static address => Assert.Contains("localhost is not an IP address", address, StringComparison.Ordinal));
    }

    [Fact]
    public void FindProblems_OnePortForBoth_NamesIt() =>
        Assert.Contains("8080", Assert.Single(ProblemsOf(8080, 8080)), StringComparison.Ordinal);

    [Fact]
    public void FindProblems_ValueOfTheWrongType_NamesTheKey() =>
        Assert.Contains("Sentiment:Hosting", Assert.Single(ProblemsOf(8080, 9080, "--Sentiment:Hosting:Supervised=perhaps")), StringComparison.Ordinal);

    [Fact]
    public async Task Run_RefusedConfiguration_ExitsWithItsCode()
    {
        await using var app = SampleService.CreateBuilder(8080, 8080).Build();

        Assert.Equal(HostExit.Configuration, await app.RunSentimentAsync());
    }

    [Fact]
    public async Task Run_PortInUse_ExitsWithFailure()
    {
        await using var holder = await SampleService.StartAsync();
        await using var app = SampleService.CreateBuilder(holder.Port, FreePorts.Take()).Build();

        Assert.Equal(HostExit.Failure, await app.RunSentimentAsync());
    }

    [Fact]
    public void FindProblems_FilesMissingBrokenOrMisnamed_AreReportedWithTheRest()
    {
        using var folder = new TemporaryFolder();
        var broken = Path.Combine(folder.Path, "broken.json");
        File.WriteAllText(broken, "{\"Sentiment\":");

        var problems = ProblemsOf(
            8080, 8080, $"--Sentiment:Configuration:Files:0={broken}", "--Sentiment:Configuration:Files:1=/nowhere/none.json");

        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.Contains(broken, StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.Contains("/nowhere/none.json", StringComparison.Ordinal));
        Assert.Contains("Configuration", Assert.Single(ProblemsOf(8080, 9080, "--Sentiment:Configuration:File:0=x")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_BetweenDefaultsAndCommandLine_CountInThatOrder()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "more.json");
        File.WriteAllText(file, """{"Sentiment":{"Listen":{"Port":1111,"ManagementPort":2222}}}""");

        var builder = SentimentHost.CreateBuilder([$"--Sentiment:Configuration:Files:0={file}", "--Sentiment:Listen:Port=3333"]);

        Assert.Equal("3333", builder.Configuration["Sentiment:Listen:Port"]);
        Assert.Equal("2222", builder.Configuration["Sentiment:Listen:ManagementPort"]);
    }

    [Fact]
    public void Sources_OfAService_WatchNoFile() =>
        Assert.All(
            SentimentHost.CreateBuilder([]).Configuration.Sources.OfType<FileConfigurationSource>(),
            static source => Assert.False(source.ReloadOnChange));

    private static IReadOnlyList<string> ProblemsOf(int port, int managementPort, params string[] more)
    {
        using var app = new Disposable<WebApplication>(SampleService.CreateBuilder(port, managementPort, more).Build());
        return ConfigurationCheck.FindProblems(app.Value.Services);
    }

    private sealed record Disposable<T>(T Value) : IDisposable
        where T : IAsyncDisposable
    {
        public void Dispose() => Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
