using CsCheck;
using Sentiment.Evaluation.Measures;

namespace Sentiment.Evaluation.Tests.Measures;

public sealed class ScoreTests
{
    /// <summary>Wilson's interval, from the formula by hand and from Newcombe's table (1998): 81 of 263 is 0.2553 to 0.3662.</summary>
    [Theory]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(20, 20, 0.8389, 1)]
    public void Wilson_KnownCases_AreTheirs(int right, int count, double low, double high)
    {
        var interval = Score.Wilson(right / (double)count, count);

        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void Of_Answers_CountsThemByWhatIsRight()
    {
        Answer[] answers = [new(0.9, true), new(0.8, true), new(0.3, true), new(0.2, false), new(0.7, false), new(0.5, false)];

        var score = Score.Of(answers);

        Assert.Equal(new Confusion(TrueNegative: 2, FalsePositive: 1, FalseNegative: 1, TruePositive: 2), score.Confusion);
        Assert.Equal((6, 4 / 6.0), (score.Texts, score.Accuracy));
        Assert.Equal(2 / 3.0, score.MacroF1, 9);
    }

    [Fact]
    public void MacroF1_ARareLabelMissed_IsFarBelowAccuracy()
    {
        Answer[] answers = [.. Enumerable.Repeat(new Answer(0.9, true), 95), .. Enumerable.Repeat(new Answer(0.9, false), 5)];

        var score = Score.Of(answers);

        Assert.Equal(0.95, score.Accuracy);
        Assert.InRange(score.MacroF1, 0.48, 0.49);
    }

    [Fact]
    public void Of_AnyAnswers_HasItsAccuracyInItsInterval() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool, (positive, isPositive) => new Answer(positive, isPositive)).Array[1, 200].Sample(answers =>
        {
            var score = Score.Of(answers);
            return score.Low <= score.Accuracy + 1e-12 && score.Accuracy <= score.High + 1e-12 && score.CalibrationError is >= 0 and <= 1;
        });
}
