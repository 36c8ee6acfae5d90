using System.Collections.Concurrent;
using System.Net;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit.Fuzzing;

namespace Sentiment.Gateway.Tests.Fuzzing;

/// <summary>What nobody thought of. `./sentiment bench --only fuzz` sends many more, to real pools.</summary>
public sealed class FuzzTests
{
    // Stands in every text and nowhere else.
    private const string Marker = "zq7-marker";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Requests_OfAnyKind_AreAnsweredAndLeaveNoTextInTheLog(int seed)
    {
        const int Count = 1_500;
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([pool], ("Sentiment:Cache:Enabled", "true"), ("Sentiment:Auth:RefusalsPerMinute", "10000"));
        var flaws = new ConcurrentBag<string>();
        var statuses = new ConcurrentBag<int>();
        await Parallel.ForAsync(0, 4, Requests.Token, async (worker, stop) =>
        {
            var chance = new Random((100 * seed) + worker);
            using var client = new FuzzClient(new IPEndPoint(IPAddress.Loopback, gateway.Port), Limit);
            for (var i = 0; i < Count / 4; i++)
            {
                var request = FuzzedRequest.Make(TestKeys.Development, Marker, chance);
                if (await client.SendAsync(request, stop) is { } flaw)
                {
                    flaws.Add($"seed {seed}, worker {worker}, request {i}: {flaw}");
                }
            }

            foreach (var status in client.Statuses.Keys)
            {
                statuses.Add(status);
            }
        });

        Assert.True(flaws.IsEmpty, string.Join('\n', flaws));
        Assert.DoesNotContain(Marker, gateway.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(TestKeys.Development, gateway.Log.Everything, StringComparison.Ordinal);

        // It has met the good and the bad.
        Assert.Superset(new HashSet<int> { 200, 400, 401, 404, 405, 415 }, statuses.ToHashSet());
    }
}
