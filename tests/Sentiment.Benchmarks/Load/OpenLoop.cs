using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Load;

/// <summary>
/// Clients that come when they come, whatever the server does: each request is sent at its time, over a connection that nobody uses, and over a
/// new one when all are in use. One thread sends, so that the generator takes little of the processors that it shares with the server.
/// </summary>
/// <param name="server">Where it serves.</param>
/// <param name="process">Its process, whose processor time is measured.</param>
internal sealed class OpenLoop(IPEndPoint server, int process) : IDisposable
{
    // Far beyond the longest deadline that a row gives: a server that never answers must not stop the benchmark.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // The last one used first: its buffers are in the caches.
    private readonly ConcurrentStack<HttpConnection> _idle = new();

    /// <param name="arrivals">When, in seconds from the start.</param>
    /// <param name="requests">What; the first again after the last.</param>
    public async Task<OpenLoopRun> RunAsync(double[] arrivals, byte[][] requests, CancellationToken stop)
    {
        var exchanges = new Task<Exchange>[arrivals.Length];
        var (pool, generator) = (Meter.Start(process), Meter.Start(Environment.ProcessId));
        var clock = new RunClock(Stopwatch.GetTimestamp());
        await Task.Factory.StartNew(SendAll, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        stop.ThrowIfCancellationRequested();
        var done = await Task.WhenAll(exchanges).WaitAsync(Limit, stop);
        return new OpenLoopRun(done, pool.Stop(done.Count(static exchange => exchange.Succeeded)), generator.Stop(done.Length));

        void SendAll()
        {
            for (var i = 0; i < arrivals.Length && !stop.IsCancellationRequested; i++)
            {
                PreciseWait.Until(clock.At(arrivals[i]));
                exchanges[i] = ExchangeAsync(arrivals[i], requests[i % requests.Length], clock, stop);
            }
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }

    // One that only the longest rush needed may have been idle for longer than the server allows.
    private HttpConnection? Idle()
    {
        while (_idle.TryPop(out var idle))
        {
            if (!idle.IsClosed)
            {
                return idle;
            }

            idle.Dispose();
        }

        return null;
    }

    private async Task<Exchange> ExchangeAsync(double scheduled, byte[] request, RunClock clock, CancellationToken stop)
    {
        var sent = clock.Now;
        HttpConnection? connection = null;
        try
        {
            connection = Idle() ?? await HttpConnection.OpenAsync(server, stop);
            var answer = await connection.SendAsync(request, stop);
            var done = clock.Now;
            _idle.Push(connection);
            return new Exchange(scheduled, sent, done, answer);
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            // An outcome like others: it is counted and reported, and other clients go on.
            connection?.Dispose();
            return new Exchange(scheduled, sent, clock.Now, default);
        }
    }
}

/// <param name="Exchanges">In the order of their arrivals.</param>
/// <param name="Server">Of the server: predictions and their processor time.</param>
/// <param name="Generator">Of the generator: requests and its own processor time.</param>
internal sealed record OpenLoopRun(Exchange[] Exchanges, Rounds.Sample Server, Rounds.Sample Generator);
