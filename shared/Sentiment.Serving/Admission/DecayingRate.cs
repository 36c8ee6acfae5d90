namespace Sentiment.Serving.Admission;

/// <summary>
/// Seconds by unit of work: a line through the origin, fitted to what is observed as it comes, the last hundred or so counting most.
/// Guarded by its owner.
/// </summary>
internal sealed class DecayingRate
{
    // Of the weight of an observation, what is left of it after the next one.
    private const double Memory = 0.98;

    private double _units;
    private double _seconds;

    /// <summary>Zero until something has been observed.</summary>
    public double SecondsPerUnit => _units > 0 ? _seconds / _units : 0;

    public void Observe(double units, TimeSpan took)
    {
        _units = (Memory * _units) + units;
        _seconds = (Memory * _seconds) + took.TotalSeconds;
    }
}
