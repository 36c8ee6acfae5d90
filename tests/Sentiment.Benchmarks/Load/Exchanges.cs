using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Load;

/// <summary>What rows ask of many exchanges.</summary>
internal static class Exchanges
{
    public static double LatencyQuantile(this IEnumerable<Exchange> exchanges, double share) =>
        Quantiles.Of([.. exchanges.Select(static exchange => exchange.Latency)], share);

    public static double LatenessQuantile(this IEnumerable<Exchange> exchanges, double share) =>
        Quantiles.Of([.. exchanges.Select(static exchange => exchange.Lateness)], share);

    /// <summary>Answers with a prediction that arrived in a time, a second.</summary>
    public static double Rate(this IEnumerable<Exchange> exchanges, double from, double until) =>
        exchanges.Count(exchange => exchange.Succeeded && exchange.Done > from && exchange.Done <= until) / (until - from);

    /// <summary>
    /// The rate of a closed loop while all its connections were busy: from the first answer of as many requests as there are connections to the
    /// sending of the last one. At the ends a server has fewer texts to put together.
    /// </summary>
    /// <param name="exchanges">Several times as many as there are connections.</param>
    public static double SaturatedRate(this IReadOnlyCollection<Exchange> exchanges, int connections)
    {
        var done = exchanges.Select(static exchange => exchange.Done).Order().ToArray();
        return exchanges.Rate(done[connections], exchanges.Max(static exchange => exchange.Sent));
    }
}
