using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Edge;

/// <summary>Clients that send a little now and then, to hold what serves others. Limits are turned so that nobody waits for long.</summary>
public sealed class SlowClientsTests : IAsyncLifetime
{
    private const int Each = 150;

    // More than the framework's own limit asks for: what cuts these is ours.
    private const int SlowBodysBytes = 500;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Listen:Limits:HeadersTimeout", "00:00:02"),
            ("Sentiment:Listen:Limits:KeepAliveTimeout", "00:00:02"),
            ("Sentiment:Listen:Limits:BytesPerSecond", "100000"),
            ("Sentiment:Listen:Limits:Grace", "00:00:02"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Clients_SlowWithHeadersOrBodies_AreCutWhileOthersAreAnswered()
    {
        var slow = Enumerable.Range(0, Each).SelectMany(_ => new[] { TrickleAsync(SlowHeaders, bytes: 1), TrickleAsync(SlowBody, SlowBodysBytes) }).ToArray();
        var ended = Task.WhenAll(slow);

        var answered = 0;
        while (!ended.IsCompleted)
        {
            using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
            Assert.Equal(200, (int)response.StatusCode);
            answered++;
        }

        Assert.InRange(answered, 10, int.MaxValue);
        var answers = await ended;
        Assert.All(answers, static answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
        Assert.Equal(Each, answers.Count(static answer => answer.Contains("\r\nContent-Length: 0\r\n", StringComparison.Ordinal)));
        Assert.Equal(Each, answers.Count(static answer => answer.Contains("\"E4008\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(_pool.Calls, static call => call.Body.Contains("slow", StringComparison.Ordinal));
        await AssertCountedAsync("request_headers_timeout");
        await AssertCountedAsync("server_timeout");
    }

    [Fact]
    public async Task Client_SaysNothingAtAll_IsCut()
    {
        using var silent = await RawConnection.OpenAsync(_gateway.Port);

        Assert.Empty(await silent.RestAsync());
    }

    // What is counted is the end of a connection, which comes just after the answer.
    private Task AssertCountedAsync(string reason) => Poll.UntilAsync(
        async () => (await _gateway.Management.GetStringAsync("/metrics", Requests.Token)).Contains(
            $"ml_connections_cut_total{{reason=\"{reason}\"}} {Each}\n", StringComparison.Ordinal),
        Limit,
        Requests.Token,
        reason);

    private static string SlowHeaders => $"POST {Requests.Predict} HTTP/1.1\r\nHost: gateway\r\nX-Slow: ";

    private static string SlowBody =>
        $"POST {Requests.Predict} HTTP/1.1\r\nHost: gateway\r\nX-API-Key: {TestKeys.Development}\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n{{\"text\":\"slow";

    private async Task<string> TrickleAsync(string beginning, int bytes)
    {
        using var connection = await RawConnection.OpenAsync(_gateway.Port);
        await connection.SendAsync(beginning);
        var answer = connection.RestAsync();
        using var pace = new PeriodicTimer(Pace);
        while (!answer.IsCompleted && await pace.WaitForNextTickAsync(Requests.Token))
        {
            await connection.SendAsync(new string('o', bytes));
        }

        return await answer;
    }
}
