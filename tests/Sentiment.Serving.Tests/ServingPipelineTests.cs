using System.Net;
using System.Net.Sockets;
using System.Text;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests;

/// <summary>The order of the steps, seen from outside: a request that would fail at several gets the error of the first.</summary>
public sealed class ServingPipelineTests
{
    private const int AllTokens = 4 * Limits.BatchTokens;
    private const string BodyBytes = "--Sentiment:Admission:MaxBodyBytes=4194304";

    [Fact]
    public async Task Order_NoModel_BeforeAdmission()
    {
        var backend = new WordBackend();
        backend.HoldLoads();
        await using var pool = await TestPool.StartLoadingAsync(backend, new TestModel());

        using var response = await pool.PostAsync(EndpointExtensions.PredictPath, "not JSON");

        await ProblemAssert.IsAsync(ErrorCode.ModelNotLoaded, response);
    }

    [Fact]
    public async Task Order_9Admit_BeforeTheBodyIsRead()
    {
        await using var pool = await TestPool.StartAsync(BodyBytes);

        // Of unknown length, so the most that it may have is reserved: the second finds no room, whatever is in it.
        using var held = new TcpClient();
        await held.ConnectAsync(IPAddress.Loopback, pool.Port, TestContext.Current.CancellationToken);
        var stream = held.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {EndpointExtensions.BatchPath} HTTP/1.1\r\nHost: pool\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"),
            TestContext.Current.CancellationToken);

        // What the server says once the body is asked for.
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        using var refused = await pool.PostAsync(EndpointExtensions.PredictPath, "not JSON");
        await ProblemAssert.IsAsync(ErrorCode.Overloaded, refused);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Order_10Tokenise_BeforeTokensAreReserved()
    {
        await using var pool = await TestPool.StartAsync(new TestModel { MaximumTokens = 512 });
        pool.Backend.HoldRuns();

        // Four of the largest batches are what the queue holds.
        string[] largest = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("good ", 510)), 64)];
        var held = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pool.PredictBatchAsync(largest)));
        await WaitForQueueAsync(pool, AllTokens);

        using var empty = await pool.PredictAsync("\u200b");
        using var full = await pool.PredictAsync("good");

        await ProblemAssert.IsAsync(ErrorCode.TextEmpty, empty);
        await ProblemAssert.IsAsync(ErrorCode.Overloaded, full);
        pool.Backend.ReleaseRuns();
        Array.ForEach(await held, static response => response.Dispose());
        using var after = await pool.PredictAsync("good");
        Assert.True(after.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Order_11Batch_TextsOfSeveralRequestsShareARun()
    {
        await using var pool = await TestPool.StartAsync();
        pool.Backend.HoldRuns();
        var held = pool.PredictAsync("good");
        await pool.Backend.RunEnteredAsync();
        Task<HttpResponseMessage>[] waiting = [pool.PredictAsync("bad good"), pool.PredictAsync("good bad"), pool.PredictAsync("bad bad")];
        await WaitForQueueAsync(pool, tokens: 15);

        pool.Backend.ReleaseRuns();

        foreach (var response in await Task.WhenAll([held, .. waiting]))
        {
            Assert.True(response.IsSuccessStatusCode);
            response.Dispose();
        }

        Assert.Equal([[3], [4, 4, 4]], pool.Backend.Runs);
    }

    private static Task WaitForQueueAsync(TestPool pool, int tokens) => TestKit.Poll.UntilAsync(
        async () =>
        {
            using var probe = await pool.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return probe.Headers.GetValues(HeaderNames.QueuedTokens).Single() == $"{tokens}";
        },
        TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
