using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>The real gateway, as its Program makes it, on real sockets.</summary>
internal sealed class TestGateway : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _settings;

    private TestGateway(Dictionary<string, string> settings)
    {
        _settings = settings;
        Port = FreePorts.Take();
        ManagementPort = FreePorts.Take();
        Client = NewClient(Port);
        Client.DefaultRequestHeaders.Add(HeaderNames.ApiKey, TestKeys.Development);
        Stranger = NewClient(Port);
        Management = NewClient(ManagementPort);
    }

    public int Port { get; }

    public int ManagementPort { get; }

    /// <summary>Has the development key.</summary>
    public HttpClient Client { get; }

    /// <summary>Has no key.</summary>
    public HttpClient Stranger { get; }

    public HttpClient Management { get; }

    public LoggedErrors Log { get; } = new();

    /// <summary>Starts with the arm <c>onnx</c> on these pools; further settings win.</summary>
    public static TestGateway Start(IEnumerable<ScriptedPool> pools, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Sentiment:Auth:Pepper"] = TestKeys.Pepper,
            ["Sentiment:Auth:Keys:dev:Hash"] = TestKeys.HashOf(TestKeys.Development),
            ["Sentiment:Auth:Keys:dev:Owner"] = "tests",
            ["Sentiment:Auth:Keys:dev:Plan"] = "tests",

            // Tests of other things must not meet a limit.
            ["Sentiment:RateLimits:Plans:tests:Requests"] = "60000000",
            ["Sentiment:RateLimits:Plans:tests:Texts"] = "60000000",
            ["Sentiment:RateLimits:Plans:tests:Tokens"] = "60000000",

            // Tests of other things send the same text again and again, and each is to travel.
            ["Sentiment:Cache:Enabled"] = "false",
            ["Sentiment:Arms:0:Id"] = "onnx",
            ["Sentiment:Arms:0:Cluster"] = "onnx",
            ["Sentiment:Arms:0:Backend"] = "onnx",
            ["Sentiment:Arms:0:Weight"] = "80",
        };
        foreach (var (pool, number) in pools.Select(static (pool, place) => (pool, place + 1)))
        {
            settings[$"Sentiment:Clusters:onnx:Destinations:onnx-{number}:Address"] = pool.Address.ToString();
        }

        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var gateway = new TestGateway(settings);
        gateway.UseKestrel();
        gateway.StartServer();
        return gateway;
    }

    public override async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Stranger.Dispose();
        Management.Dispose();
        await base.DisposeAsync();
        Assert.True(!Log.Unexpected.Any(), string.Join('\n', Log.Unexpected));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Sentiment:Listen:Port", $"{Port}");
        builder.UseSetting("Sentiment:Listen:ManagementPort", $"{ManagementPort}");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
    }

    private static HttpClient NewClient(int port) => new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
}
