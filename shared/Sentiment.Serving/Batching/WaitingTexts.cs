using Sentiment.Serving.Admission;

namespace Sentiment.Serving.Batching;

/// <summary>The texts of one lane, the oldest first. Guarded by its owner.</summary>
internal sealed class WaitingTexts(BatchingOptions options, Func<int, int, int> cost)
{
    // Enough to find neighbours in length, and a bound on what choosing costs under overload.
    private const int Lookahead = 256;

    private readonly List<PendingText> _texts = [];

    public bool Any => _texts.Count > 0;

    public void Add(ReadOnlySpan<PendingText> texts) => _texts.AddRange(texts);

    /// <summary>Answers the texts that nobody wants any more, before they cost anything.</summary>
    public void DropUnwanted(long now) => _texts.RemoveAll(text =>
    {
        var isUnwanted = text.IsUnwanted(now);
        if (isUnwanted)
        {
            text.Complete(RunResult.Failed(AdmissionGate.DeadlinePassed()));
        }

        return isUnwanted;
    });

    /// <summary>Takes out the texts of the next run; there is at least one.</summary>
    public PendingText[] TakeBatch()
    {
        if (_texts.Count == 1)
        {
            return TakeAll();
        }

        var count = Math.Min(_texts.Count, Lookahead);
        Span<int> lengths = stackalloc int[Lookahead];
        for (var i = 0; i < count; i++)
        {
            lengths[i] = _texts[i].Ids.Length;
        }

        var chosen = BatchPlanner.Choose(lengths[..count], options, cost);
        var batch = Array.ConvertAll(chosen, position => _texts[position]);
        for (var i = chosen.Length - 1; i >= 0; i--)
        {
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
}
