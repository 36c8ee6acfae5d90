using Sentiment.Evaluation.Measures;

namespace Sentiment.Evaluation.Tests.Measures;

public sealed class CalibrationTests
{
    [Fact]
    public void Error_ScoresThatAreWhatTheySay_IsNothing()
    {
        // Of ten answers of 0.8, eight are right; of ten of 0.6 (given as 0.4 for praise), six.
        Answer[] answers = [.. Some(0.8, right: 8, wrong: 2), .. Some(0.4, right: 6, wrong: 4)];

        Assert.Equal(0, Calibration.Error(Calibration.Bins(answers)), 9);
    }

    [Fact]
    public void Error_TooSure_IsTheDistanceWeighedByAnswers()
    {
        Answer[] answers = [.. Some(0.97, right: 3, wrong: 1), .. Some(0.6, right: 6, wrong: 4), .. Some(0.6, right: 1, wrong: 1)];

        // 4 answers are off by 0.22; of the other 12, 7 are right.
        Assert.Equal(((4 * 0.22) + (12 * Math.Abs(0.6 - (7 / 12.0)))) / 16, Calibration.Error(Calibration.Bins(answers)), 9);
    }

    [Fact]
    public void Bins_TheEnds_AreInTheFirstAndTheLast()
    {
        var bins = Calibration.Bins([new Answer(0.5, true), new Answer(1, true), new Answer(0, false)]);

        Assert.Equal(Calibration.BinCount, bins.Count);
        Assert.Equal((1, 2), (bins[0].Texts, bins[^1].Texts));
        Assert.Equal((0.5, 1.0), (bins[0].From, bins[^1].To));
    }

    private static IEnumerable<Answer> Some(double positive, int right, int wrong) =>
        Enumerable.Repeat(new Answer(positive, positive > 0.5), right).Concat(Enumerable.Repeat(new Answer(positive, positive <= 0.5), wrong));
}
