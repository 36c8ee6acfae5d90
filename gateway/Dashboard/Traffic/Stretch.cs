namespace Sentiment.Gateway.Dashboard.Traffic;

/// <summary>What happened between two samples.</summary>
internal readonly record struct Stretch(TrafficSample From, TrafficSample To)
{
    /// <param name="count">A counter.</param>
    public double Count(Func<TrafficSample, double> count) => count(To) - count(From);

    /// <summary>A second.</summary>
    /// <param name="count">A counter.</param>
    /// <param name="time">The clock of the samples.</param>
    public double Rate(Func<TrafficSample, double> count, TimeProvider time) =>
        time.GetElapsedTime(From.At, To.At) is { Ticks: > 0 } took ? Count(count) / took.TotalSeconds : 0;

    /// <returns>A share; null of nothing.</returns>
    public double? Share(Func<TrafficSample, double> part, Func<TrafficSample, double> whole) => Count(whole) is > 0 and var all ? Count(part) / all : null;
}
