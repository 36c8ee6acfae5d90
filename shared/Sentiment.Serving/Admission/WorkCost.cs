using Microsoft.Extensions.Options;
using Sentiment.Serving.Batching;

namespace Sentiment.Serving.Admission;

/// <summary>
/// How long a unit of work has taken lately. Two fits: of single runs, with how much the slowest of them differ, and of how fast what waits
/// gets less. The second is what a newcomer waits for: runs share the processors with all else that the pool does, most of all with
/// refusing, when it is overloaded. Safe for use from many threads.
/// </summary>
internal sealed class WorkCost(RunCosts costs, IOptions<BatchingOptions> options, TimeProvider time)
{
    /// <summary>
    /// Age from which a fit says nothing about the next run. What would be refused by it is then tried: one run that was slow by accident
    /// must not refuse for ever the work that would prove it wrong.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // Of a hundred runs one is slower than Latest says. A quantile by small steps, not a multiple of the deviation: one run that the machine
    // has held up moves it by a step, however long that took.
    private const double Covered = 0.99;
    private const double Step = 0.05;

    // Beyond, it is the machine that stands still, and no margin helps.
    private const double MostSlow = 3;

    private readonly Lock _gate = new();
    private readonly int _batch = options.Value.MaxTexts;
    private readonly int _workers = options.Value.EffectiveWorkers;
    private readonly DecayingRate _runs = new();
    private readonly DecayingRate _drain = new();
    private double _slow = 1;
    private long? _observed;

    /// <summary>A text's share of a run that is full of texts like it: the least that it can cost, for texts that wait run in company.</summary>
    public long Of(int tokens) => Math.Max(1, costs.Of(_batch, _batch * tokens, tokens) / _batch);

    /// <summary>A run has ended.</summary>
    /// <param name="cost">Of the run.</param>
    /// <param name="took">How long it took.</param>
    public void Observe(int cost, TimeSpan took)
    {
        lock (_gate)
        {
            // How slow runs were under a load that is over says nothing of the next.
            _slow = IsFresh() ? Slow(took.TotalSeconds, predicted: cost * _runs.SecondsPerUnit) : 1;
            _runs.Observe(cost, took);
            _observed = time.GetTimestamp();
        }
    }

    /// <summary>A run has ended, and so had another before it; others waited at both times.</summary>
    /// <param name="cost">Of the run.</param>
    /// <param name="since">From the end of the other.</param>
    public void ObserveDrain(int cost, TimeSpan since)
    {
        lock (_gate)
        {
            _drain.Observe(cost, since);
        }
    }

    /// <summary>How long the pool needs for so much work; zero until something has been measured.</summary>
    public TimeSpan Wait(long cost)
    {
        lock (_gate)
        {
            var rate = _drain.SecondsPerUnit;
            return TimeSpan.FromSeconds(cost * (rate > 0 ? rate : _runs.SecondsPerUnit / _workers));
        }
    }

    /// <summary>How long a request's own texts run, when nobody is before them; zero when that is not known.</summary>
    /// <param name="cost">Of its texts.</param>
    /// <param name="texts">How many; as many as there are workers run side by side.</param>
    public TimeSpan Own(long cost, int texts) => Run(cost) / Math.Clamp(texts, 1, _workers);

    /// <summary>How long one run takes; zero when that is not known.</summary>
    /// <param name="cost">Of the run.</param>
    public TimeSpan Run(long cost)
    {
        lock (_gate)
        {
            return IsFresh() ? TimeSpan.FromSeconds(cost * _runs.SecondsPerUnit) : TimeSpan.Zero;
        }
    }

    /// <summary>How long one run takes if it is among the slowest of a hundred; zero when that is not known.</summary>
    /// <param name="cost">Of the run.</param>
    public TimeSpan Latest(long cost)
    {
        lock (_gate)
        {
            return IsFresh() ? TimeSpan.FromSeconds(cost * _slow * _runs.SecondsPerUnit) : TimeSpan.Zero;
        }
    }

    private double Slow(double took, double predicted) =>
        Math.Clamp(_slow + (Step * ((took > _slow * predicted ? 1 : 0) - (1 - Covered))), 1, MostSlow);

    private bool IsFresh() => _observed is { } observed && time.GetElapsedTime(observed) <= Fresh;
}
