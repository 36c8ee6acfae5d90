using System.Collections.Concurrent;
using Sentiment.Benchmarks.Processes;
using Sentiment.TestKit.Fuzzing;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>Two hundred thousand requests that nobody thought of.</summary>
internal sealed class FuzzRow : IRow
{
    private const int Requests = 200_000;
    private const int Clients = 16;
    private const int Shown = 5;

    // Stands in every text and nowhere else.
    private const string Marker = "zq7-marker";

    // As services log unless told otherwise.
    private const string Talkative = "--Logging:LogLevel:Default=Information";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public string Name => "fuzz";

    public string Summary => "requests with odd headers, JSON, Unicode and sizes: answers of 500, hangs, 503 and 504 that are not E4005 and E2003, texts and keys in logs";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var flaws = new ConcurrentQueue<string>();
        var count = context.Settings.Scaled(Requests);
        context.Say($"{Name}: {count:#,0} requests");
        var statuses = new ConcurrentDictionary<int, int>();
        await using (var pool = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, context.Shipped.Package, Talkative), stop, Read))
        await using (var gateway = await Server.StartAsync(GatewayServer.Before(pool.EndPoint, "--Sentiment:Auth:RefusalsPerMinute=10000", Talkative), stop, Read))
        {
            await Parallel.ForAsync(0, Clients, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Clients }, async (worker, token) =>
            {
                using var client = new FuzzClient(gateway.EndPoint, Limit);
                await SendAsync(client, worker, count / Clients, flaws, token);
                foreach (var (status, answers) in client.Statuses)
                {
                    statuses.AddOrUpdate(status, answers, (_, before) => before + answers);
                }
            });
        }

        // Ended, and their logs read to the last line.
        foreach (var flaw in flaws.Take(Shown))
        {
            context.Say(flaw);
        }

        return
        [
            new RowResult(Name, $"{count:#,0} requests", "flaws")
            {
                Target = Target.AtMost(0),
                Absolute = Measure.Once(flaws.Count, string.Empty),
                Rounds = 1,
                Figures = [.. statuses.OrderBy(static status => status.Key).Select(static status => new Figure($"{status.Key}", "answers", status.Value, string.Empty))],
                Note = "0 is a connection that was closed without an answer, as after what is no HTTP",
            },
        ];

        void Read(string line)
        {
            if (line.Contains(Marker, StringComparison.Ordinal) || line.Contains(GatewayServer.Key, StringComparison.Ordinal))
            {
                flaws.Enqueue($"in a log: {line}");
            }
        }
    }

    private static async Task SendAsync(FuzzClient client, int worker, int count, ConcurrentQueue<string> flaws, CancellationToken stop)
    {
        var chance = BenchContext.Chance(worker);
        for (var i = 0; i < count; i++)
        {
            if (await client.SendAsync(FuzzedRequest.Make(GatewayServer.Key, Marker, chance), stop) is { } flaw)
            {
                flaws.Enqueue($"client {worker}, request {i}: {flaw}");
            }
        }
    }
}
