using BitFaster.Caching.Lru;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Caching;

/// <summary>The answers in this process: bounded by their number and by their bytes, those used longest ago go first. Safe for many threads.</summary>
internal sealed class AnswerMemory
{
    // Of an answer with its scores, its key and the table's own parts; tests hold it against what an answer takes.
    private const int FixedBytes = 768;

    private readonly ConcurrentLru<CacheKey, Prediction> _answers;
    private readonly long _most;
    private long _bytes;

    /// <param name="entries">Most answers; at least 3.</param>
    /// <param name="bytes">Most bytes.</param>
    public AnswerMemory(int entries, long bytes)
    {
        _most = bytes;
        _answers = new ConcurrentLru<CacheKey, Prediction>(entries);
        var events = _answers.Events.Value!;
        events.ItemRemoved += (_, removed) => Interlocked.Add(ref _bytes, -Weight(removed.Value!));
        events.ItemUpdated += (_, updated) => Interlocked.Add(ref _bytes, Weight(updated.NewValue!) - Weight(updated.OldValue!));
    }

    public int Count => _answers.Count;

    /// <summary>About what the answers take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public bool TryGet(CacheKey key, out Prediction answer) => _answers.TryGet(key, out answer!);

    public void Keep(CacheKey key, Prediction answer)
    {
        if (_answers.TryUpdate(key, answer))
        {
            return;
        }

        var kept = _answers.GetOrAdd(key, static (_, kept) => kept, answer);
        if (ReferenceEquals(kept, answer))
        {
            Interlocked.Add(ref _bytes, Weight(answer));
        }

        // By what is freed, not until nothing is there: counting the answers would go through them.
        for (var before = long.MaxValue; Bytes is var now && now > _most && now < before; before = now)
        {
            _answers.Policy.Eviction.Value!.Trim(1);
        }
    }

    /// <summary>About the bytes of one answer.</summary>
    public static int Weight(Prediction answer) =>
        FixedBytes + (sizeof(char) * (answer.ModelName.Length + answer.ModelVersion.Length + answer.Label.Length + answer.Scores.Sum(static score => score.Key.Length)));
}
