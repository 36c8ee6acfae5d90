using System.Diagnostics;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Load;

/// <summary>A closed loop that keeps how long each answer took.</summary>
/// <param name="Sample">All answers together.</param>
/// <param name="Milliseconds">From a request's first byte sent to its answer's last byte read.</param>
internal sealed record TimedLoop(Sample Sample, IReadOnlyList<double> Milliseconds)
{
    /// <summary>Sends each request once, whichever connection is free.</summary>
    public static async Task<TimedLoop> RunAsync(Server server, int connections, ReadOnlyMemory<byte[]> requests, CancellationToken stop)
    {
        var open = new List<HttpConnection>();
        var times = new double[requests.Length];
        var next = -1;
        try
        {
            for (var i = 0; i < connections; i++)
            {
                open.Add(await HttpConnection.OpenAsync(server.EndPoint, stop));
            }

            var meter = server.Measure();
            await Task.WhenAll(open.Select(connection => Task.Run(() => SendAsync(connection), stop)));
            return new TimedLoop(meter.Stop(requests.Length), times);
        }
        finally
        {
            open.ForEach(static connection => connection.Dispose());
        }

        async Task SendAsync(HttpConnection connection)
        {
            while (Interlocked.Increment(ref next) is var mine && mine < requests.Length)
            {
                var started = Stopwatch.GetTimestamp();
                var answer = await connection.SendAsync(requests.Span[mine], stop);
                times[mine] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (!answer.Succeeded)
                {
                    throw new InvalidOperationException($"{server.Name} answered {answer.Status}; a closed loop expects 200 alone.");
                }
            }
        }
    }
}
