using System.Diagnostics;
using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows.Original;

/// <summary>One of our pools, measured for all that the original's table names.</summary>
internal sealed class OriginalSide : IAsyncDisposable
{
    // Of the texts, those that one client alone sends: it takes longer with each.
    private const int OfAlone = 5;

    private readonly Server _server;
    private readonly ClosedLoop _one;
    private readonly ClosedLoop _many;
    private readonly byte[][] _requests;
    private readonly List<double> _alone = [];
    private readonly List<double> _busy = [];

    private OriginalSide(Server server, ClosedLoop one, ClosedLoop many, byte[][] requests, TimeSpan start)
    {
        (_server, _one, _many, _requests) = (server, one, many, requests);
        Start = start;
        Contender = new Contender(server.Name, MeasureAsync);
    }

    public Contender Contender { get; }

    /// <summary>From the start of the process to ready: once, of the build that lies here.</summary>
    public TimeSpan Start { get; }

    /// <summary>Milliseconds of a client that is alone.</summary>
    public IReadOnlyCollection<double> Alone => _alone;

    /// <summary>Milliseconds with sixteen clients, which is as much as the pool can do.</summary>
    public IReadOnlyCollection<double> Busy => _busy;

    public double ResidentMB => ResidentMemory.Of(_server.Id);

    public static async Task<OriginalSide> StartAsync(ServerStart start, IReadOnlyList<string> texts, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var server = await Server.StartAsync(start, stop);
        var ready = Stopwatch.GetElapsedTime(began);
        try
        {
            var one = await ClosedLoop.OpenAsync(server, connections: 1, stop);
            return new OriginalSide(server, one, await ClosedLoop.OpenAsync(server, HttpSide.Connections, stop), PredictRequest.For(texts), ready);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _many.Dispose();
        return _server.DisposeAsync();
    }

    private async Task<Sample> MeasureAsync(int round, CancellationToken stop)
    {
        var alone = await _one.TimeAsync(_requests.AsMemory(0, Math.Max(1, _requests.Length / OfAlone)), stop);
        var meter = _server.Measure();
        var busy = await _many.TimeAsync(_requests, stop);
        var sample = meter.Stop(_requests.Length);
        if (round >= 0)
        {
            _alone.AddRange(alone.Select(Milliseconds));
            _busy.AddRange(busy.Select(Milliseconds));
        }

        return sample;
    }

    private static double Milliseconds(Exchange exchange) => 1000 * exchange.Latency;
}
