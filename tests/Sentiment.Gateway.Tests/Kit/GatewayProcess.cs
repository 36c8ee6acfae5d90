using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>The gateway's executable with one configuration file, which tests change under it.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private ServiceProcess _process = null!;

    private GatewayProcess(int port, int managementPort)
    {
        Port = port;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Client.DefaultRequestHeaders.Add(HeaderNames.ApiKey, TestKeys.Development);
        Management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{managementPort}") };
    }

    public int Port { get; }

    /// <summary>Has the development key.</summary>
    public HttpClient Client { get; }

    public HttpClient Management { get; }

    public string Log => string.Join('\n', _process.Output);

    /// <summary>Starts it with this file and waits until it serves.</summary>
    public static async Task<GatewayProcess> StartAsync(string settings)
    {
        var (port, managementPort) = (FreePorts.Take(), FreePorts.Take());
        var gateway = new GatewayProcess(port, managementPort);
        gateway.Write(settings);
        gateway._process = ServiceProcess.Start(new ProcessCommand(BuiltExecutable.Path("Sentiment.Gateway"))
        {
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Sentiment__Configuration__Files__0"] = gateway._folder.Combine("gateway.json"),
                ["Sentiment__Cache__Enabled"] = "false",
                ["Sentiment__Logs__Format"] = "Text",
                ["Sentiment__Auth__Pepper"] = TestKeys.Pepper,
                ["Sentiment__Listen__Port"] = $"{port}",
                ["Sentiment__Listen__ManagementPort"] = $"{managementPort}",
            },
        });
        await gateway._process.WaitForLineAsync(static line => line.Contains("Application started", StringComparison.Ordinal), Limit);
        return gateway;
    }

    /// <summary>Arms of the backend onnx, each with a cluster of its own name, as a file.</summary>
    public static string Settings(IEnumerable<(string Id, double Weight, ScriptedPool Pool)> arms, params (string Id, string Key, string[] Arms)[] keys) =>
        JsonSerializer.Serialize(new
        {
            Sentiment = new
            {
                Auth = new
                {
                    Keys = keys.Prepend(("dev", TestKeys.Development, [])).ToDictionary(
                        static key => key.Item1, static key => new { Hash = TestKeys.HashOf(key.Item2), Owner = "tests", Plan = "tests", Arms = key.Item3 }),
                },
                RateLimits = new { Plans = new { tests = new { Requests = 60_000_000, Texts = 60_000_000, Tokens = 60_000_000 } } },
                Arms = arms.Select(static arm => new { arm.Id, Cluster = arm.Id, Backend = "onnx", arm.Weight }),
                Clusters = arms.DistinctBy(static arm => arm.Id).ToDictionary(
                    static arm => arm.Id,
                    static arm => new { Destinations = new Dictionary<string, object> { [$"{arm.Id}-1"] = new { Address = arm.Pool.Address } } }),
            },
        });

    public void Signal(ProcessSignal signal) => _process.Signal(signal);

    /// <summary>Replaces the file as careful tools do: whole, or not at all.</summary>
    public void Write(string settings)
    {
        var (file, next) = (_folder.Combine("gateway.json"), _folder.Combine("gateway.json.new"));
        File.WriteAllText(next, settings);
        File.Move(next, file, overwrite: true);
    }

    public async Task<string[]> MetricsAsync() =>
        (await Management.GetStringAsync(new Uri("/metrics", UriKind.Relative), Requests.Token)).Split('\n');

    /// <summary>Waits until a line of the metrics reads so.</summary>
    public Task WaitForMetricAsync(string line, TimeSpan limit) =>
        Poll.UntilAsync(async () => (await MetricsAsync()).Contains(line), limit, Requests.Token, line);

    /// <summary>Waits until all of this is in the log.</summary>
    public async Task WaitForLogAsync(string[] texts, TimeSpan limit)
    {
        try
        {
            await Poll.UntilAsync(() => texts.All(text => Log.Contains(text, StringComparison.Ordinal)), limit, Requests.Token);
        }
        catch (TimeoutException)
        {
            // Says what is there instead.
            Assert.All(texts, text => Assert.Contains(text, Log, StringComparison.Ordinal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Management.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
