namespace Sentiment.Evaluation.Measures;

/// <summary>
/// Whether two variants differ in more than chance, from the texts that only one of them gets right (McNemar's test, exact: under no
/// difference each of those is a toss of a coin).
/// </summary>
/// <param name="First">A variant.</param>
/// <param name="Second">Another.</param>
/// <param name="OnlyFirst">Texts that only the first gets right.</param>
/// <param name="OnlySecond">Texts that only the second gets right.</param>
/// <param name="Probability">Of such a split or a more uneven one by chance, two-sided; under 0.05 is called significant.</param>
internal sealed record McNemar(string First, string Second, int OnlyFirst, int OnlySecond, double Probability)
{
    public bool IsSignificant => Probability < 0.05;

    /// <param name="first">Name and answers of a variant.</param>
    /// <param name="second">Name and answers of another, to the same texts in the same order.</param>
    public static McNemar Of((string Name, IReadOnlyList<Answer> Answers) first, (string Name, IReadOnlyList<Answer> Answers) second)
    {
        var pairs = first.Answers.Zip(second.Answers).ToArray();
        var onlyFirst = pairs.Count(pair => pair.First.IsRight && !pair.Second.IsRight);
        var onlySecond = pairs.Count(pair => !pair.First.IsRight && pair.Second.IsRight);
        return new McNemar(first.Name, second.Name, onlyFirst, onlySecond, TwoSided(onlyFirst, onlySecond));
    }

    internal static double TwoSided(int one, int other)
    {
        var tosses = one + other;
        var logarithm = -tosses * Math.Log(2);
        double tail = 0;
        for (var heads = 0; heads <= Math.Min(one, other); heads++)
        {
            tail += Math.Exp(logarithm);
            logarithm += Math.Log(tosses - heads) - Math.Log(heads + 1);
        }

        return Math.Min(1, 2 * tail);
    }
}
