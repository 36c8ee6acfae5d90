using System.Net;
using System.Net.Sockets;
using Sentiment.Benchmarks.Load;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class OpenLoopTests
{
    private static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
    private static readonly byte[] Refusal = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
    private static readonly byte[] Request = PredictRequest.For("text");

    [Fact]
    public async Task RunAsync_NobodyIsAnsweredUntilAllHaveCome_NobodyWaitsForAnother()
    {
        double[] arrivals = [0, 0.01, 0.02, 0.05];
        var run = await RunAsync(arrivals, Ok, Ok, Ok, Ok);

        // From the schedule: the first has waited for the last to come, as a client that came then would have.
        Assert.All(run.Exchanges.Zip(arrivals), pair => Assert.Equal(pair.Second, pair.First.Scheduled));
        Assert.All(run.Exchanges, static exchange => Assert.True(exchange.Succeeded && exchange.Sent >= exchange.Scheduled));
        Assert.All(run.Exchanges, exchange => Assert.True(exchange.Latency >= arrivals[^1] - exchange.Scheduled));
        Assert.Equal(arrivals.Length, run.Server.Predictions);
    }

    [Fact]
    public async Task RunAsync_ARefusalAndABrokenConnection_AreOutcomesOfTheirOwn()
    {
        var run = await RunAsync([0, 0.001, 0.002], Ok, Refusal, []);
        Assert.Equal([0, 200, 503], run.Exchanges.Select(static exchange => exchange.Answer.Status).Order());
        Assert.True(run.Exchanges.Single(static exchange => exchange.Answer.Status == 503).Answer.HasRetryAfter);
        Assert.Equal(1, run.Server.Predictions);
    }

    [Fact]
    public async Task RunAsync_ServerHasClosedAnIdleConnection_OpensAnother()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var clients = new OpenLoop((IPEndPoint)listener.LocalEndpoint, Environment.ProcessId);
        for (var round = 0; round < 2; round++)
        {
            // Closes after its answer.
            var serving = ServeAsync(listener, [Ok]);
            var run = await clients.RunAsync([0], [Request], TestContext.Current.CancellationToken);
            await serving;
            Assert.True(Assert.Single(run.Exchanges).Succeeded);
        }
    }

    /// <summary>Against a server that waits for all connections and only then answers, in the order in which they came; with nothing: it closes.</summary>
    private static async Task<OpenLoopRun> RunAsync(double[] arrivals, params byte[][] answers)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, answers);
        using var clients = new OpenLoop((IPEndPoint)listener.LocalEndpoint, Environment.ProcessId);
        var run = await clients.RunAsync(arrivals, [Request], TestContext.Current.CancellationToken);
        await serving;
        return run;
    }

    private static async Task ServeAsync(TcpListener listener, byte[][] answers)
    {
        var sockets = new List<Socket>();
        foreach (var _ in answers)
        {
            var socket = await listener.AcceptSocketAsync();
            sockets.Add(socket);
            for (var read = 0; read < Request.Length;)
            {
                read += await socket.ReceiveAsync(new byte[Request.Length]);
            }
        }

        foreach (var (socket, answer) in sockets.Zip(answers))
        {
            if (answer.Length > 0)
            {
                await socket.SendAsync(answer);
            }

            socket.Dispose();
        }
    }
}
