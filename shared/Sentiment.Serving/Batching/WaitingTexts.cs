using Sentiment.Contracts.Errors;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Batching;

/// <summary>The texts of one lane, the oldest first. Guarded by its owner.</summary>
internal sealed class WaitingTexts(BatchingOptions options, RunCost cost)
{
    // Enough to find neighbours in length, and a bound on what choosing costs under overload.
    private const int Lookahead = 256;

    // Tokens from which a run hardly gets cheaper by text, so that there is nothing to gain from not sharing what waits.
    private const int WholeRun = 256;

    private readonly List<PendingText> _texts = [];
    private readonly int _workers = options.EffectiveWorkers;

    public bool Any => _texts.Count > 0;

    public void Add(ReadOnlySpan<PendingText> texts) => _texts.AddRange(texts);

    /// <summary>Takes out the texts that nobody wants any more, and refuses those that would be late, before they cost anything.</summary>
    /// <param name="endOf">Timestamp at which a run of this cost would end, were it begun now.</param>
    /// <param name="overdue">What the late ones get.</param>
    public void DropUnwanted(Func<long, long> endOf, Func<ApiError> overdue)
    {
        if (_texts.Count > 0)
        {
            var end = endOf(CostOfNext());
            _texts.RemoveAll(text => IsUnwanted(text.Request, end, overdue));
        }
    }

    /// <summary>Takes out the texts of the next run; there is at least one.</summary>
    public PendingText[] TakeBatch()
    {
        if (_texts.Count == 1)
        {
            return TakeAll();
        }

        Span<int> lengths = stackalloc int[Math.Min(_texts.Count, Lookahead)];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = _texts[i].Ids.Length;
        }

        var chosen = BatchPlanner.Choose(lengths, options.MaxTexts, ShareOfAWorker(), cost);
        var batch = new PendingText[chosen.Length];
        for (var i = chosen.Length - 1; i >= 0; i--)
        {
            batch[i] = _texts[chosen[i]];
            _texts.RemoveAt(chosen[i]);
        }

        return batch;
    }

    public PendingText[] TakeAll()
    {
        PendingText[] all = [.. _texts];
        _texts.Clear();
        return all;
    }

    // All texts of a run are answered at its end, so the other workers are left their part: long texts above all are then run side by side.
    private int ShareOfAWorker()
    {
        // What a run costs besides its tokens is paid once by each worker, not shared.
        var (waiting, ofARun) = (Math.Min(_texts.Count, Lookahead), cost(0, 0, 0));
        var share = ofARun + ((CostOfOldest(Lookahead) - (waiting * ofARun)) / _workers);
        return Math.Min(Math.Max(share, WholeRun), options.MaxCost);
    }

    /// <summary>
    /// The most that the next run may cost: as many of the oldest as it can have, or a worker's part of all. The run that is planned is often
    /// less; it is the margin with which a text that is begun is answered in time.
    /// </summary>
    private int CostOfNext() => Math.Min(CostOfOldest(options.MaxTexts), ShareOfAWorker());

    private int CostOfOldest(int texts)
    {
        var waiting = 0;
        for (var i = 0; i < Math.Min(_texts.Count, texts); i++)
        {
            var length = _texts[i].Ids.Length;
            waiting += cost(1, length, length);
        }

        return waiting;
    }

    private static bool IsUnwanted(PendingRequest request, long end, Func<ApiError> overdue)
    {
        // What has begun is brought to its end, or its first half was for nothing; its deadline is its request's own affair.
        if (!request.IsUnwanted && !request.HasStarted && end > request.Due)
        {
            request.Refuse(overdue());
        }

        return request.IsUnwanted;
    }
}
