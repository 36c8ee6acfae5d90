using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Rows.Original;

/// <summary>
/// What a cache in front of a pool would make of its figures: arithmetic, no measurement. A hit is taken to cost nothing and to be
/// quicker than any run of a model, so these are the most that hits can give.
/// </summary>
/// <param name="Share">Of the requests that never reach the pool: 0 to 1, less than 1.</param>
internal sealed record CacheHits(double Share)
{
    /// <summary>Of the original: "Hit Rate: ~80-85%"; the better end.</summary>
    public static CacheHits Original { get; } = new(0.85);

    public static CacheHits None { get; } = new(0);

    /// <summary>Requests a second, when the pool answers so many of them.</summary>
    public double Rate(double pool) => pool / (1 - Share);

    /// <summary>Processors that so many requests a second keep busy.</summary>
    /// <param name="rate">All requests a second.</param>
    /// <param name="cpuSeconds">Of a request that reaches the pool.</param>
    public double Processors(double rate, double cpuSeconds) => rate * (1 - Share) * cpuSeconds;

    /// <summary>A quantile over all requests, out of the times of those that reach the pool; null when it is a hit's.</summary>
    public double? Quantile(IReadOnlyCollection<double> pool, double share) =>
        share <= Share ? null : Quantiles.Of(pool, (share - Share) / (1 - Share));
}
