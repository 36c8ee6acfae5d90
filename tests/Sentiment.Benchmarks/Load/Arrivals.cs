namespace Sentiment.Benchmarks.Load;

/// <summary>When requests are to be sent: independent clients, of whom none knows of another, make a Poisson process.</summary>
internal static class Arrivals
{
    /// <param name="rate">Requests a second, on average.</param>
    /// <param name="random">The same seed gives the same times, but for the rate.</param>
    /// <returns>Seconds from the start, ascending.</returns>
    public static double[] Poisson(double rate, int count, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var times = new double[count];
        var now = 0.0;
        for (var i = 0; i < count; i++)
        {
            // 1 - NextDouble is never 0, whose logarithm there is not.
            now -= Math.Log(1 - random.NextDouble()) / rate;
            times[i] = now;
        }

        return times;
    }
}
