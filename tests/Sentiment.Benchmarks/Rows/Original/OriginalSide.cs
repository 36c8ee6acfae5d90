using System.Diagnostics;
using System.Globalization;
using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows.Original;

/// <summary>One of our pools, measured for all that the original's table names.</summary>
internal sealed class OriginalSide : IAsyncDisposable
{
    // A client that waits for each answer, and as many clients as keep the pool busy.
    private const int OneAtATime = 5;
    private const double BytesOfMB = 1e6;

    private readonly Server _server;
    private readonly byte[][] _requests;
    private readonly List<double> _alone = [];
    private readonly List<double> _busy = [];

    private OriginalSide(Server server, byte[][] requests, TimeSpan start)
    {
        _server = server;
        _requests = requests;
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

    public double ResidentMB => OfStatus(File.ReadAllText($"/proc/{_server.Id}/status")) / BytesOfMB;

    public static async Task<OriginalSide> StartAsync(ServerStart start, IReadOnlyList<string> texts, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var server = await Server.StartAsync(start, stop);
        return new OriginalSide(server, PredictRequest.For(texts), Stopwatch.GetElapsedTime(began));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Bytes of /proc/PID/status: the pages of the process that are in memory.</summary>
    internal static double OfStatus(string status)
    {
        const string Name = "VmRSS:";
        var line = status.Split('\n').First(static line => line.StartsWith(Name, StringComparison.Ordinal));
        return 1024 * double.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private async Task<Sample> MeasureAsync(int round, CancellationToken stop)
    {
        var alone = await TimedLoop.RunAsync(_server, connections: 1, _requests.AsMemory(0, Math.Max(1, _requests.Length / OneAtATime)), stop);
        var busy = await TimedLoop.RunAsync(_server, HttpSide.Connections, _requests, stop);
        if (round >= 0)
        {
            _alone.AddRange(alone.Milliseconds);
            _busy.AddRange(busy.Milliseconds);
        }

        return busy.Sample;
    }
}
