using System.Globalization;

namespace Sentiment.Gateway.Caching;

/// <summary>What the cache did, as <c>Cache-Status</c> says it (RFC 9211).</summary>
/// <param name="Value">The header's value.</param>
internal sealed record CacheStatus(string Value)
{
    public const string Header = "Cache-Status";

    // The cache's name, and what it did.
    private const string Name = "sentiment";

    /// <summary>It was not asked: the request forbids it, or it is off, or the replicas of the arm serve different models.</summary>
    public static readonly CacheStatus Bypassed = new($"{Name}; fwd=bypass");

    private static readonly CacheStatus Hit = new($"{Name}; hit; detail=memory");
    private static readonly CacheStatus SharedHit = new($"{Name}; hit; detail=redis");
    private static readonly CacheStatus Miss = new($"{Name}; fwd=miss; stored");
    private static readonly CacheStatus MissNotStored = new($"{Name}; fwd=miss");
    private static readonly CacheStatus Joined = new($"{Name}; fwd=miss; collapsed");
    private static readonly CacheStatus RefreshJoined = new($"{Name}; fwd=request; collapsed");
    private static readonly CacheStatus Refreshed = new($"{Name}; fwd=request; stored");
    private static readonly CacheStatus RefreshedNotStored = new($"{Name}; fwd=request");

    /// <param name="use">What the request allowed.</param>
    /// <param name="items">Its answers; at least one.</param>
    public static CacheStatus Of(CacheUse use, IReadOnlyList<Answer> items)
    {
        var (known, joined, stored) = (0, 0, 0);
        foreach (var item in items)
        {
            known += item.IsCached ? 1 : 0;
            joined += item.Source == AnswerSource.Flight ? 1 : 0;
            stored += item.IsStored ? 1 : 0;
        }

        if (known == items.Count)
        {
            return items.Any(static item => item.Source == AnswerSource.Redis) ? SharedHit : Hit;
        }

        if (known > 0)
        {
            return new(string.Create(
                CultureInfo.InvariantCulture, $"{Name}; fwd=partial{(stored > 0 ? "; stored" : string.Empty)}; detail=\"{known} of {items.Count} known\""));
        }

        if (joined == items.Count)
        {
            return use == CacheUse.Refresh ? RefreshJoined : Joined;
        }

        return (use, stored > 0) switch
        {
            (CacheUse.Refresh, true) => Refreshed,
            (CacheUse.Refresh, false) => RefreshedNotStored,
            (_, true) => Miss,
            _ => MissNotStored,
        };
    }
}
