using CsCheck;
using Sentiment.Serving.Drift;

namespace Sentiment.Serving.Tests.Drift;

public sealed class PopulationStabilityTests
{
    private static readonly Gen<int[]> Counts = Gen.Int[0, 1_000].Array[4].Where(static counts => counts.Sum() > 0);

    /// <summary>By hand: (0.75 − 0.5) × ln 1.5 + (0.25 − 0.5) × ln 0.5.</summary>
    [Fact]
    public void Index_OneHalfThatBecomesThreeQuarters_IsWhatTheFormulaSays() =>
        Assert.Equal(0.274653, PopulationStability.Index([0.5, 0.5], [75, 25]), tolerance: 1e-6);

    /// <summary>By hand: (1 − 0.5) × ln 2 + (0.0001 − 0.5) × ln 0.0002.</summary>
    [Fact]
    public void Index_AnEmptyBin_CountsAsTheSmallestShare() =>
        Assert.Equal(4.604318, PopulationStability.Index([0.5, 0.5], [10, 0]), tolerance: 1e-6);

    [Fact]
    public void Index_ABinThatTheBaselineHasNot_IsFinite() => Assert.InRange(PopulationStability.Index([1, 0], [9, 1]), 0.5, 1);

    [Fact]
    public void Index_AnyTwoPopulations_IsFiniteNotNegativeAndTheSameBothWays() => Gen.Select(Counts, Counts).Sample(static (one, other) =>
    {
        var there = PopulationStability.Index(Shares(one), other);
        Assert.True(double.IsFinite(there) && there >= 0);
        Assert.Equal(there, PopulationStability.Index(Shares(other), one), tolerance: 1e-9);
        Assert.Equal(0, PopulationStability.Index(Shares(one), one), tolerance: 1e-12);
    });

    private static double[] Shares(int[] counts) => Array.ConvertAll(counts, count => (double)count / counts.Sum());
}
