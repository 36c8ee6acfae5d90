using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>What it costs that several gateways share their limits and answers: <see cref="GatewayCpuRow"/> with a Redis.</summary>
internal sealed class GatewayRedisRow : IRow
{
    private const string Calls = "ml_redis_calls_total";

    private static readonly TimeSpan FoundWithin = TimeSpan.FromSeconds(20);
    private static readonly string[] Uses = ["limits", "lookup", "store"];

    public string Name => "gateway-redis";

    public string Summary => "CPU seconds of the gateway for requests that it does not know, with limits and answers in a Redis ÷ of bare YARP, as in gateway-cpu";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        if (RedisServer.SkipReason is { } reason)
        {
            return [RowResult.NotMeasured(this, reason)];
        }

        await using var redis = await RedisServer.StartAsync();
        await using var pool = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, context.Shipped.Package), stop);
        await using var gateway = await ForwardingSide.StartAsync(GatewayServer.Before(pool.EndPoint, $"--Sentiment:Redis:Connection={redis.Address}"), stop);
        using var client = new HttpClient { BaseAddress = gateway.Server.Management };
        await Poll.UntilAsync(async () => PoolMetrics.Sum(await MetricsAsync(), "ml_redis_up") == 1, FoundWithin, stop);

        var meter = Meter.Start(redis.Id);
        var line = await GatewayCpuRow.CompareAsync(context, new RowResult(Name, "limits and answers in Redis", GatewayCpuRow.Compared), pool, gateway, stop);
        return [line with { Figures = [.. line.Figures, .. Figures(meter, await MetricsAsync())] }];

        Task<string> MetricsAsync() => client.GetStringAsync(new Uri("/metrics", UriKind.Relative), stop);
    }

    // Of all rounds, those that warm up included.
    private static IEnumerable<Figure> Figures(Meter redis, string metrics)
    {
        var (requests, calls) = (PoolMetrics.Sum(metrics, "ml_predictions_total"), PoolMetrics.Sum(metrics, Calls));
        var answered = Uses.Sum(use => PoolMetrics.Sum(metrics, $"{Calls}{{use=\"{use}\",result=\"ok\"}}"));
        yield return new Figure("Redis", "CPU of 1,000", redis.Stop((int)requests).CpuMilliseconds, "s");
        yield return new Figure("Redis", "calls of a request", calls / requests, string.Empty);
        yield return new Figure("Redis", "not answered in time", 100 * (calls - answered) / calls, "%");
    }
}
