using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests;

/// <summary>The executable, as a person or a pod starts it.</summary>
public sealed class ConfigurationTests
{
    private const int ConfigurationRefused = 78;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Start_EverythingWrong_SaysAllOfItAtOnceAndEnds()
    {
        var result = await RunAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Sentiment__Auth__Pepper"] = "c2hvcnQ=",
            ["Sentiment__Auth__Keys__dev__Hash"] = "nonsense",
            ["Sentiment__Auth__Keys__dev__Arms__0"] = "gone",
            ["Sentiment__Experiments__Salt"] = "a b",
            ["Sentiment__Arms__0__Id"] = "onnx",
            ["Sentiment__Arms__0__Cluster"] = "elsewhere",
            ["Sentiment__Arms__0__Backend"] = "gpu",
            ["Sentiment__Arms__0__Weight"] = "-1",
            ["Sentiment__Arms__1__Id"] = "onnx",
            ["Sentiment__Arms__1__Cluster"] = "onnx",
            ["Sentiment__Arms__1__Backend"] = "torch",
            ["Sentiment__Clusters__onnx__Destinations__onnx-1__Address"] = "localhost:8081",
            ["Sentiment__Clusters__empty__Destinations"] = "",
            ["Sentiment__Dispatch__ConnectTimeout"] = "00:05:00",
            ["Sentiment__Listen__Port"] = "0",
            ["Sentiment__Listen__Limits__Grace"] = "00:00:00",
            ["Sentiment__Tls__Certificate"] = "/nowhere/tls.crt",
            ["Sentiment__Cors__Origins__0"] = "*",
            ["Sentiment__Edge__TrustedProxies__0"] = "proxy",
            ["Sentiment__Documentation__RequestsPerMinute"] = "0",
            ["Sentiment__Caching__Size"] = "1",
        });

        Assert.Equal(ConfigurationRefused, result.ExitCode);
        string[] wanted =
        [
            "Sentiment:Auth: Pepper must be base64 of at least 16",
            "Sentiment:Auth: Keys:dev:Hash must be base64",
            "Sentiment:Auth: Keys:dev:Arms names \"gone\", which Sentiment:Arms does not have; it has onnx.",
            "Salt must be 1 to 128 visible ASCII characters",
            "Sentiment:Arms: 0:Cluster is \"elsewhere\"",
            "it has empty, onnx",
            "Sentiment:Arms: 0:Backend is \"gpu\"; known are onnx and torch",
            "Sentiment:Arms: 0:Weight is -1",
            "The arm id onnx stands 2 times",
            "The weights add up to -1",
            "onnx:Destinations:onnx-1:Address is \"localhost:8081\"",
            "empty:Destinations is empty",
            "ConnectTimeout",
            "PoolKey is not set, and the environment is Production",
            "Sentiment:Listen",
            "Grace",
            "Sentiment:Tls: The file /nowhere/tls.crt cannot be used",
            "Sentiment:Cors: Origins has \"*\", which is no origin",
            "Sentiment:Edge: TrustedProxies has \"proxy\", which is neither",
            "Sentiment:Documentation: ",
            "Sentiment:Caching is unknown",
        ];
        Assert.All(wanted, text => Assert.Contains(text, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("c2hvcnQ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NothingConfigured_SaysWhatIsNeeded()
    {
        var result = await RunAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" });

        Assert.Equal(ConfigurationRefused, result.ExitCode);
        string[] wanted = ["set Sentiment__Auth__Pepper", "Keys is empty: nobody could call", "There is no arm", "There is no cluster"];
        Assert.All(wanted, text => Assert.Contains(text, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WhoseVaultIsAway_SaysSoWithinItsBoundAndEnds()
    {
        var vault = $"https://127.0.0.1:{FreePorts.Take()}";
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("token"), "hvs.swordfish", Requests.Token);

        var result = await RunAsync(new()
        {
            ["Sentiment__Vault__Address"] = vault,
            ["Sentiment__Vault__Auth__Role"] = "sentiment-gateway",
            ["Sentiment__Vault__Auth__TokenFile"] = folder.Combine("token"),
            ["Sentiment__Vault__Secrets__keys__Path"] = "sentiment/keys",
            ["Sentiment__Vault__StartWithin"] = "00:00:01",
        });

        Assert.Equal(ConfigurationRefused, result.ExitCode);
        Assert.Contains($"Sentiment:Vault: {vault}/ cannot be reached", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Pepper must be", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownKeyInASection_IsRefused()
    {
        var result = await RunAsync(new()
        {
            ["Sentiment__Arms__0__Id"] = "onnx",
            ["Sentiment__Arms__0__Wieght"] = "80",
        });

        Assert.Equal(ConfigurationRefused, result.ExitCode);
        Assert.Contains("Wieght", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ConfiguredByAFileAndTheEnvironment_ServesUntilToldToStop()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("gateway.json");
        await File.WriteAllTextAsync(
            file,
            $$$"""
            {"Sentiment":{"Auth":{"Keys":{"dev":{"Hash":"{{{TestKeys.HashOf(TestKeys.Development)}}}","Owner":"development"} } },
            "Arms":[{"Id":"onnx","Cluster":"onnx","Backend":"onnx","Weight":80}],
            "Clusters":{"onnx":{"Destinations":{"onnx-1":{"Address":"http://127.0.0.1:{{{FreePorts.Take()}}}"} } } } } }
            """,
            Requests.Token);
        var port = FreePorts.Take();
        await using var gateway = ServiceProcess.Start(new ProcessCommand(BuiltExecutable.Path("Sentiment.Gateway"))
        {
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["HOME"] = folder.Path,
                ["Sentiment__Configuration__Files__0"] = file,
                ["Sentiment__Auth__Pepper"] = TestKeys.Pepper,
                ["Sentiment__Listen__Port"] = $"{port}",
                ["Sentiment__Listen__ManagementPort"] = $"{FreePorts.Take()}",
            },
        });
        await gateway.WaitForLineAsync(static line => line.Contains("Application started", StringComparison.Ordinal), Limit);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        using var response = await client.CallAsync(Requests.Predict, Requests.Text("fine"), ("X-API-Key", TestKeys.Development));
        await response.AssertProblemAsync(ErrorCode.NoReplica);

        gateway.Signal(ProcessSignal.Terminate);
        Assert.Equal(0, await gateway.WaitForExitAsync(Limit));

        // Nothing was left behind: no key ring, for instance.
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static Task<CommandResult> RunAsync(Dictionary<string, string?> environment)
    {
        environment.TryAdd("Sentiment__Listen__Port", $"{FreePorts.Take()}");
        environment.TryAdd("Sentiment__Listen__ManagementPort", $"{FreePorts.Take()}");
        environment["Sentiment__Logs__Format"] = "Text";
        return CommandProcess.RunAsync(new ProcessCommand(BuiltExecutable.Path("Sentiment.Gateway")) { Environment = environment }, Limit);
    }
}
