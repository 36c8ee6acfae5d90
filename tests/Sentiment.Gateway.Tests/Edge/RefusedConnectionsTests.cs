using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Edge;

/// <summary>What the server refuses before our code runs: a bare status, and a count with its reason.</summary>
public sealed class RefusedConnectionsTests : IAsyncLifetime
{
    private const int Connections = 8;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start([_pool], ("Sentiment:Listen:Limits:Connections", $"{Connections}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    public static TheoryData<string, int, string?> Cases => new()
    {
        { "GET / HTTP/1.1\r\nno colon\r\n\r\n", 400, "invalid_request_headers" },
        { "GET /\r\n\r\n", 400, "invalid_request_line" },
        { "GET / HTTP/1.1\r\n\r\n", 400, null },
        { $"GET /{new string('a', 5_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414, "invalid_request_line" },
        { $"GET / HTTP/1.1\r\nHost: x\r\n{Headers(65)}\r\n", 431, "max_request_header_count_exceeded" },
        { $"GET / HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 20_000)}\r\n\r\n", 431, "max_request_headers_total_size_exceeded" },
        { "GET / HTTP/3.7\r\nHost: x\r\n\r\n", 505, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Request_OutsideTheLimits_IsABareStatusAndCounted(string request, int status, string? reason)
    {
        using var connection = await RawConnection.OpenAsync(_gateway.Port);

        await connection.SendAsync(request);

        var answer = await connection.RestAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 0\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.Ordinal);
        if (reason is not null)
        {
            await AssertCountedAsync(reason);
        }
    }

    [Fact]
    public async Task Request_WithinTheLimits_IsAnswered()
    {
        using var connection = await RawConnection.OpenAsync(_gateway.Port);

        await connection.SendAsync($"GET /health/live HTTP/1.1\r\nHost: x\r\n{Headers(60)}X-Long: {new string('a', 14_000)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await connection.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_OneTooMany_IsClosedAndTheManagementPortStaysOpen()
    {
        var open = new List<RawConnection>();
        for (var i = 0; i < Connections; i++)
        {
            var connection = await RawConnection.OpenAsync(_gateway.Port);
            open.Add(connection);
            await connection.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 ", await connection.HeadAsync(), StringComparison.Ordinal);
        }

        using var tooMany = await RawConnection.OpenAsync(_gateway.Port);
        Assert.Empty(await tooMany.RestAsync());
        await AssertCountedAsync("max_concurrent_connections_exceeded");
        Assert.Equal("live", await _gateway.Management.GetStringAsync("/health/live", Requests.Token));

        open.ForEach(static connection => connection.Dispose());
        await Poll.UntilAsync(AnswersAsync, Limit, Requests.Token);
    }

    [Fact]
    public async Task Metrics_FirstScrape_HasEveryReason()
    {
        var metrics = await _gateway.Management.GetStringAsync("/metrics", Requests.Token);

        Assert.Equal(10, metrics.Split('\n').Count(static line => line.StartsWith("ml_connections_cut_total{", StringComparison.Ordinal)));
    }

    private static string Headers(int count) => string.Concat(Enumerable.Range(0, count).Select(static number => $"X-{number}: a\r\n"));

    private async ValueTask<bool> AnswersAsync()
    {
        using var connection = await RawConnection.OpenAsync(_gateway.Port);
        await connection.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        return (await connection.HeadAsync()).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
    }

    // What is counted is the end of a connection, which comes just after the answer.
    private Task AssertCountedAsync(string reason) => Poll.UntilAsync(
        async () => (await _gateway.Management.GetStringAsync("/metrics", Requests.Token)).Contains(
            $"ml_connections_cut_total{{reason=\"{reason}\"}} 1\n", StringComparison.Ordinal),
        Limit,
        Requests.Token,
        reason);
}
