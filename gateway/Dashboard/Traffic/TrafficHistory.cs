namespace Sentiment.Gateway.Dashboard.Traffic;

/// <summary>The last ten minutes, kept whether or not anybody looks: whoever is woken sees how it came to this. Safe for use from many threads.</summary>
internal sealed class TrafficHistory
{
    /// <summary>How often a sample is to be added.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Samples between which "now" is measured: shorter jumps about, longer lags behind.</summary>
    private const int Recent = 10;

    /// <summary>Stretches of <see cref="Recent"/> ticks that are remembered: ten minutes.</summary>
    public const int Stretches = 60;

    private readonly Lock _gate = new();
    private readonly Queue<TrafficSample> _recent = new(Recent + 1);
    private readonly Queue<TrafficSample> _stretches = new(Stretches + 1);
    private int _ticks;

    public void Add(TrafficSample sample)
    {
        lock (_gate)
        {
            Keep(_recent, sample, Recent + 1);
            if (_ticks++ % Recent == 0)
            {
                Keep(_stretches, sample, Stretches + 1);
            }
        }
    }

    /// <returns>What came between ten seconds ago and now, and the stretches before; null before there are two samples.</returns>
    public TrafficView? View()
    {
        lock (_gate)
        {
            return _recent.Count < 2
                ? null
                : new TrafficView(new Stretch(_recent.Peek(), _recent.Last()), new Stretch(_stretches.Peek(), _recent.Last()), [.. _stretches.Zip(_stretches.Skip(1), static (from, to) => new Stretch(from, to))]);
        }
    }

    private static void Keep(Queue<TrafficSample> samples, TrafficSample sample, int most)
    {
        samples.Enqueue(sample);
        if (samples.Count > most)
        {
            samples.Dequeue();
        }
    }
}

/// <param name="Now">The last ten seconds, or less after a start.</param>
/// <param name="All">The last ten minutes, or less after a start.</param>
/// <param name="Stretches">Those in tens of seconds, oldest first.</param>
internal sealed record TrafficView(Stretch Now, Stretch All, IReadOnlyList<Stretch> Stretches);
