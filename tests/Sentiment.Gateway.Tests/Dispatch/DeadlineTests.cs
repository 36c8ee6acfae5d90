using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>No request hangs, whoever is silent.</summary>
public sealed class DeadlineTests : IClassFixture<SharedGateway>
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public DeadlineTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Theory]
    [InlineData(Requests.Predict, """{"text":"fine"}""")]
    [InlineData(Requests.Batch, """{"texts":["fine"]}""")]
    [InlineData("/pools/onnx/api/v1/predict", """{"text":"fine"}""")]
    public async Task SilentPool_IsE2003AtTheDeadlineAndIsToldThatNobodyWaits(string path, string body)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _pool.Script = async context =>
        {
            using var registration = context.RequestAborted.Register(left.SetResult);
            await PoolScript.Hang(context);
        };
        var start = Stopwatch.GetTimestamp();

        using var response = await _gateway.Client.CallAsync(path, Requests.Json(body), (HeaderNames.RequestTimeoutMs, "300"));

        var took = Stopwatch.GetElapsedTime(start);
        await response.AssertProblemAsync(ErrorCode.DeadlinePassed);
        Assert.InRange(took, TimeSpan.FromMilliseconds(290), TimeSpan.FromMilliseconds(300) + Margin);
        await left.Task.WaitAsync(Margin, Requests.Token);
    }

    [Fact]
    public async Task AnswerThatNeverEnds_IsE2003AtTheDeadline()
    {
        _pool.Script = static async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await PoolScript.Hang(context);
        };

        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "300"));

        await response.AssertProblemAsync(ErrorCode.DeadlinePassed);
    }

    [Fact]
    public async Task LittleTime_ThePoolIsNeverAskedForLessThanTheContractAllows()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, "10"));

        // On a busy machine even the body may come too late.
        Assert.Contains((int)response.StatusCode, new[] { 200, 408, 504 });
        Assert.All(_pool.Calls, static call => Assert.Equal("10", call.Headers[HeaderNames.RequestTimeoutMs]));
    }

    [Fact]
    public async Task ClientThatLeaves_EndsItsCallAndIsNobodysError()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _pool.Script = async context =>
        {
            using var registration = context.RequestAborted.Register(left.SetResult);
            arrived.SetResult();
            await PoolScript.Hang(context);
        };
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Requests.Token);

        var call = _gateway.Client.PostAsync(Requests.Predict, Requests.Text("fine"), leaving.Token);
        await arrived.Task.WaitAsync(Margin, Requests.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await left.Task.WaitAsync(Margin, Requests.Token);
    }

    [Fact]
    public async Task ServerThatDoesNotSpeakHttp_IsInternal()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, FreePorts.Take());
        listener.Start();
        await using var gateway = TestGateway.Start([], ("Sentiment:Clusters:onnx:Destinations:onnx-1:Address", $"http://{listener.LocalEndpoint}"));
        gateway.Log.Expect(211);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Requests.Token);
        var speaking = SpeakAsync(listener, stop.Token);

        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.Internal);
        await stop.CancelAsync();
        await speaking;
    }

    private static async Task SpeakAsync(TcpListener listener, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(stop);
                var stream = connection.GetStream();
                _ = await stream.ReadAsync(new byte[4_096], stop);
                await stream.WriteAsync("220 mail.example ESMTP\r\n\r\n"u8.ToArray(), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
