using Microsoft.Extensions.Options;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Batching;

namespace Sentiment.Serving.Admission;

/// <summary>
/// What work costs, by the backend's own cost function, and how long a unit of it has taken lately: a line through the origin, fitted to
/// the runs as they come, the last hundred or so counting most. Safe for use from many threads.
/// </summary>
internal sealed class WorkCost(IModelBackend backend, IOptions<BatchingOptions> options)
{
    // Of the weight of a run, what is left of it after the next one.
    private const double Memory = 0.98;

    private readonly Lock _gate = new();
    private readonly int _batch = options.Value.MaxTexts;
    private readonly int _workers = options.Value.EffectiveWorkers;
    private double _cost;
    private double _seconds;
    private double _secondsPerUnit;

    /// <summary>A text's share of a run that is full of texts like it: texts that have to wait run in such company.</summary>
    public long Of(int tokens) => Math.Max(1, backend.Cost(_batch, tokens) / _batch);

    /// <param name="cost">Of a run.</param>
    /// <param name="took">How long it took.</param>
    public void Observe(int cost, TimeSpan took)
    {
        lock (_gate)
        {
            _cost = (Memory * _cost) + cost;
            _seconds = (Memory * _seconds) + took.TotalSeconds;
            Volatile.Write(ref _secondsPerUnit, _seconds / _cost);
        }
    }

    /// <summary>How long all workers together need for so much work; zero until something has been measured.</summary>
    public TimeSpan Estimate(long cost) => TimeSpan.FromSeconds(cost * Volatile.Read(ref _secondsPerUnit) / _workers);
}
