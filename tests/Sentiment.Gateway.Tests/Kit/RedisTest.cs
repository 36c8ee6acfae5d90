using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>A Redis of a test's own, a pool, and gateways that share both.</summary>
public abstract class RedisTest : IAsyncLifetime
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    internal ScriptedPool Pool { get; private set; } = null!;

    protected RedisServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisServer.SkipReason is not null, RedisServer.SkipReason ?? string.Empty);
        Server = await RedisServer.StartAsync();
        Pool = await ScriptedPool.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Pool is not null)
        {
            await Pool.DisposeAsync();
            await Server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A gateway that has found Redis, unless there is none.</summary>
    internal async Task<TestGateway> StartAsync(params (string Key, string Value)[] more)
    {
        var gateway = Start(more);
        await WaitForMetricAsync(gateway, "ml_redis_up 1");
        return gateway;
    }

    /// <summary>A gateway that may not have found Redis yet.</summary>
    internal TestGateway Start(params (string Key, string Value)[] more) => TestGateway.Start(
        [Pool],
        [
            ("Sentiment:Redis:Connection", Server.Address),

            // A machine that is busy with other tests must not look like a slow server.
            ("Sentiment:Redis:Timeout", "00:00:05"),
            .. more,
        ]);

    /// <summary>Waits until a line of the metrics reads so.</summary>
    internal static Task WaitForMetricAsync(TestGateway gateway, string line) =>
        Poll.UntilAsync(async () => (await MetricsAsync(gateway)).Contains(line), Limit, Requests.Token, line);

    internal static async Task<string[]> MetricsAsync(TestGateway gateway) =>
        (await gateway.Management.GetStringAsync(new Uri("/metrics", UriKind.Relative), Requests.Token)).Split('\n');

    /// <summary>The value of one series.</summary>
    internal static async Task<double> MetricAsync(TestGateway gateway, string series) =>
        double.Parse(Assert.Single(await MetricsAsync(gateway), line => line.StartsWith(series + ' ', StringComparison.Ordinal))[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    internal static Task<HttpResponseMessage> PredictAsync(TestGateway gateway, string text = "fine") =>
        gateway.Client.CallAsync(Requests.Predict, Requests.Text(text));

    /// <summary>Waits until the gateway knows what the pool serves: before that, nothing is cached.</summary>
    internal static Task WaitForDigestAsync(TestGateway gateway) => WaitForMetricAsync(gateway, "ml_arm_models{arm=\"onnx\"} 1");

    /// <summary>Everything that Redis holds, names and values, as one text; what is not UTF-8 is replaced.</summary>
    protected async Task<string> EverythingAsync()
    {
        await using var connection = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{Server.Address},allowAdmin=true");
        var database = connection.GetDatabase();
        var lines = new List<string>();
        await foreach (var key in connection.GetServer(Server.Address).KeysAsync())
        {
            lines.Add($"{key} {await database.StringGetAsync(key)}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>How often Redis has been asked for a command, such as <c>mget</c>.</summary>
    protected async Task<int> CommandCallsAsync(string command)
    {
        await using var connection = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{Server.Address},allowAdmin=true");
        var statistics = await connection.GetServer(Server.Address).InfoRawAsync("commandstats");
        var line = statistics!.Split('\n').FirstOrDefault(line => line.StartsWith($"cmdstat_{command}:calls=", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line.Split('=', ',')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
