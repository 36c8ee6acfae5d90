namespace Sentiment.Benchmarks.Rounds;

/// <summary>One measurement of one side.</summary>
/// <param name="Predictions">Texts that were answered.</param>
/// <param name="WallSeconds">Time that passed.</param>
/// <param name="CpuSeconds">Processor time of the process under test, never of the load generator.</param>
internal sealed record Sample(int Predictions, double WallSeconds, double CpuSeconds)
{
    /// <summary>Of one prediction; in seconds this is what a thousand need.</summary>
    public double CpuMilliseconds => 1000 * CpuSeconds / Predictions;

    /// <summary>Of one prediction, likewise.</summary>
    public double WallMilliseconds => 1000 * WallSeconds / Predictions;

    /// <summary>Predictions a second.</summary>
    public double Rate => Predictions / WallSeconds;
}
