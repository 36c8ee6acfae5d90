namespace Sentiment.Evaluation.Measures;

/// <summary>What answers to some texts are worth.</summary>
/// <param name="Texts">How many.</param>
/// <param name="Accuracy">Share of right answers.</param>
/// <param name="Low">Lower end of its 95 % interval (Wilson's, which holds near 1 too).</param>
/// <param name="High">Upper end.</param>
/// <param name="MacroF1">Mean of both labels' F1: a label that is rare counts as much.</param>
/// <param name="Confusion">How often each answer was given where each was right.</param>
/// <param name="CalibrationError">Expected calibration error, see <see cref="Calibration"/>.</param>
internal sealed record Score(int Texts, double Accuracy, double Low, double High, double MacroF1, Confusion Confusion, double CalibrationError)
{
    private const double Deviations = 1.959964;

    /// <param name="answers">At least one.</param>
    public static Score Of(IReadOnlyCollection<Answer> answers)
    {
        var confusion = Confusion.Of(answers);
        var accuracy = (confusion.TrueNegative + confusion.TruePositive) / (double)answers.Count;
        var (low, high) = Wilson(accuracy, answers.Count);
        return new Score(answers.Count, accuracy, low, high, confusion.MacroF1, confusion, Calibration.Error(Calibration.Bins(answers)));
    }

    internal static (double Low, double High) Wilson(double share, int count)
    {
        var squared = Deviations * Deviations;
        var centre = (share + (squared / (2 * count))) / (1 + (squared / count));
        var half = Deviations / (1 + (squared / count)) * Math.Sqrt((share * (1 - share) / count) + (squared / (4.0 * count * count)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}

/// <summary>Answers by what was right.</summary>
/// <param name="TrueNegative">Blame that was called blame.</param>
/// <param name="FalsePositive">Blame that was called praise.</param>
/// <param name="FalseNegative">Praise that was called blame.</param>
/// <param name="TruePositive">Praise that was called praise.</param>
internal sealed record Confusion(int TrueNegative, int FalsePositive, int FalseNegative, int TruePositive)
{
    /// <summary>A label that is neither right nor given anywhere has an F1 of 1: nothing of it was missed.</summary>
    public double MacroF1 => (F1(TruePositive, FalsePositive + FalseNegative) + F1(TrueNegative, FalsePositive + FalseNegative)) / 2;

    public static Confusion Of(IReadOnlyCollection<Answer> answers) => new(
        answers.Count(answer => !answer.IsPositive && !answer.SaysPositive),
        answers.Count(answer => !answer.IsPositive && answer.SaysPositive),
        answers.Count(answer => answer.IsPositive && !answer.SaysPositive),
        answers.Count(answer => answer.IsPositive && answer.SaysPositive));

    private static double F1(int right, int wrong) => right + wrong == 0 ? 1 : 2.0 * right / ((2 * right) + wrong);
}
