using CsCheck;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Scoring;

namespace Sentiment.Serving.Tests.Scoring;

public sealed class ScorerTests
{
    private static readonly Scorer Plain = new(["NEGATIVE", "POSITIVE"], temperature: 1);

    [Theory]
    [InlineData(0f, 0f, "NEGATIVE", 0.5)]
    [InlineData(-1f, 1f, "POSITIVE", 0.880797)]
    [InlineData(1_000f, 999f, "NEGATIVE", 0.731059)]
    [InlineData(-1_000f, -1_001f, "NEGATIVE", 0.731059)]
    [InlineData(float.MaxValue, float.MinValue, "NEGATIVE", 1)]
    [InlineData(float.MinValue, float.MaxValue, "POSITIVE", 1)]
    [InlineData(float.MaxValue, float.MaxValue, "NEGATIVE", 0.5)]
    [InlineData(float.Epsilon, -float.Epsilon, "NEGATIVE", 0.5)]
    public void Score_AlsoExtremeLogits_IsTheSoftmax(float negative, float positive, string label, double score)
    {
        var scores = Plain.Score([negative, positive]).Value!;

        Assert.Equal(label, scores.Label);
        Assert.Equal(score, scores.Score, tolerance: 1e-5);
    }

    [Fact]
    public void Score_AnyFiniteLogits_AddsUpToOneAndNamesTheLargest() => Gen.Select(Gen.Float, Gen.Float)
        .Where(static logits => float.IsFinite(logits.Item1) && float.IsFinite(logits.Item2))
        .Sample(static logits =>
        {
            var scores = Plain.Score([logits.Item1, logits.Item2]).Value!;
            Assert.Equal(1f, scores.ByLabel.Values.Sum(), tolerance: 1e-6f);
            Assert.Equal(scores.ByLabel.Values.Max(), scores.Score);
            Assert.Equal(logits.Item2 > logits.Item1 ? "POSITIVE" : "NEGATIVE", scores.Label);
        });

    [Theory]
    [InlineData(float.NaN, 0f)]
    [InlineData(0f, float.NaN)]
    [InlineData(float.PositiveInfinity, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void Score_NotANumber_IsAFailedInference(float negative, float positive) =>
        Assert.Equal(ErrorCode.InferenceFailed, Plain.Score([negative, positive]).Error?.Code);

    [Fact]
    public void Score_Temperature_DividesTheLogits()
    {
        var calibrated = new Scorer(["NEGATIVE", "POSITIVE"], temperature: 2);

        Assert.Equal(Plain.Score([-1, 1]).Value!.Score, calibrated.Score([-2, 2]).Value!.Score);
    }

    [Fact]
    public void Score_ThreeLabels_GoesByIndex()
    {
        var scores = new Scorer(["A", "B", "C"], temperature: 1).Score([0, 3, 1]).Value!;

        Assert.Equal("B", scores.Label);
        Assert.Equal(["A", "B", "C"], scores.ByLabel.Keys);
    }

    /// <summary>Probabilities of 0.5, 0.62 and 0.88 for praise.</summary>
    [Theory]
    [InlineData(0f, "NEUTRAL", 0.5)]
    [InlineData(0.25f, "NEUTRAL", 0.622459)]
    [InlineData(-0.25f, "NEUTRAL", 0.622459)]
    [InlineData(1f, "POSITIVE", 0.880797)]
    [InlineData(-1f, "NEGATIVE", 0.880797)]
    public void Score_NotSureEnough_IsNeutralWithTheLikeliersProbability(float logit, string label, double score)
    {
        var scores = new Scorer(["NEGATIVE", "POSITIVE"], temperature: 1, neutralBelow: 0.7).Score([-logit, logit]).Value!;

        Assert.Equal(label, scores.Label);
        Assert.Equal(score, scores.Score, tolerance: 1e-5);
        Assert.Equal(["NEGATIVE", "POSITIVE"], scores.ByLabel.Keys.Order());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.6, true)]
    [InlineData(0.5, false)]
    [InlineData(0.3, false)]
    [InlineData(1, false)]
    [InlineData(-0.1, false)]
    [InlineData(double.NaN, false)]
    public void Validate_NeutralBelow_IsOffOrAboveAHalf(double value, bool isGood) =>
        Assert.Equal(isGood, new ScoringOptionsValidator().Validate(null, new ScoringOptions { NeutralBelow = value }).Succeeded);
}
