using Sentiment.Contracts.Errors;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Batching;

/// <summary>What waits, in two lanes, and whose turn it is. Guarded by its owner.</summary>
internal sealed class LaneQueue(BatchingOptions options, RunCost cost)
{
    private readonly WaitingTexts _short = new(options, cost);
    private readonly WaitingTexts _long = new(options, cost);
    private int _longRunning;
    private int _shortRunsSince;

    public bool Any => _short.Any || _long.Any;

    public void Add(PendingRequest request) => Of(Lanes.Of(request.Tokens)).Add(request.Texts);

    /// <inheritdoc cref="WaitingTexts.DropUnwanted"/>
    public void DropUnwanted(Func<long, long> endOf, Func<ApiError> overdue)
    {
        _short.DropUnwanted(endOf, overdue);
        _long.DropUnwanted(endOf, overdue);
    }

    /// <summary>Takes out the next run; null when nothing waits.</summary>
    public PlannedRun? Take()
    {
        if (!Any)
        {
            return null;
        }

        var lane = Lanes.Next(_short.Any, _long.Any, _longRunning, _shortRunsSince);
        _longRunning += lane == Lane.Long ? 1 : 0;
        _shortRunsSince = lane == Lane.Long ? 0 : _shortRunsSince + 1;
        return new PlannedRun(lane, Of(lane).TakeBatch());
    }

    /// <summary>A run that was taken has ended.</summary>
    public void End(PlannedRun run) => _longRunning -= run.Lane == Lane.Long ? 1 : 0;

    public PendingText[] TakeAll() => [.. _short.TakeAll(), .. _long.TakeAll()];

    private WaitingTexts Of(Lane lane) => lane == Lane.Long ? _long : _short;
}

/// <summary>Texts that are run together.</summary>
/// <param name="Lane">Where they waited.</param>
/// <param name="Texts">At least one.</param>
internal sealed record PlannedRun(Lane Lane, PendingText[] Texts);
