namespace Sentiment.Serving.Admission;

/// <summary>How fast the model has been lately. Written by the inference thread alone, read by all requests.</summary>
internal sealed class WorkRate
{
    // A tenth: the last ten or so batches decide, one odd batch does not.
    private const double Weight = 0.1;

    private double _secondsPerToken;

    /// <param name="tokens">Tokens of the texts that were run, without padding.</param>
    /// <param name="took">How long the run took.</param>
    public void Observe(int tokens, TimeSpan took)
    {
        var sample = took.TotalSeconds / tokens;
        var old = Volatile.Read(ref _secondsPerToken);
        Volatile.Write(ref _secondsPerToken, old == 0 ? sample : old + (Weight * (sample - old)));
    }

    /// <summary>Zero until something has been measured.</summary>
    public TimeSpan Estimate(long tokens) => TimeSpan.FromSeconds(tokens * Volatile.Read(ref _secondsPerToken));
}
