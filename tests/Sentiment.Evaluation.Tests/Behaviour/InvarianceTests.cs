using System.Globalization;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>What must not matter: who, where, and how a text is typed.</summary>
public sealed class InvarianceTests
{
    /// <param name="placeholder">In the sentences of <c>frames.tsv</c>.</param>
    /// <param name="list">What stands there in turn.</param>
    /// <param name="flips">Share of the fillings with which the answer may be another than with most, over all sentences.</param>
    /// <param name="shift">How far the mean score of one filling may be from that of all.</param>
    /// <param name="right">Share of the sentences whose answer with most fillings is right: a model that says one thing always moves not at all.</param>
    [Theory]
    [InlineData("{name}", "names", 0.2, 0.2, 0.5)]
    [InlineData("{place}", "places", 0.25, 0.2, 0.5)]
    public void Score_AnotherNameInTheSameSentence_MovesLittle(string placeholder, string list, double flips, double shift, double right)
    {
        var fillings = BehaviourCase.ReadList(list);
        var frames = BehaviourCase.Read("frames").Where(frame => frame.Text.Contains(placeholder, StringComparison.Ordinal)).ToArray();
        Assert.InRange(frames.Length, 10, 40);

        // A row a sentence, a column a filling.
        var scores = frames.Select(frame => ShippedScores.Of([.. fillings.Select(filling => frame.Text.Replace(placeholder, filling, StringComparison.Ordinal))])).ToArray();
        var praise = scores.Select(row => row.Average(score => score > 0.5 ? 1.0 : 0.0)).ToArray();
        var byFilling = fillings.Select((_, column) => scores.Average(row => row[column])).ToArray();

        Assert.InRange(praise.Average(share => Math.Min(share, 1 - share)), 0, flips);
        Assert.All(fillings.Zip(byFilling), pair => Assert.InRange(Math.Abs(pair.Second - byFilling.Average()), 0, shift));
        Assert.InRange(praise.Zip(frames, (share, frame) => share > 0.5 == frame.IsPositive ? 1.0 : 0.0).Average(), right, 1);
    }

    [Theory]
    [InlineData("upper")]
    [InlineData("lower")]
    [InlineData("spaces")]
    public void Score_OtherCaseOrSpaces_IsTheSame(string change)
    {
        var texts = BehaviourCase.Read("products").Select(example => example.Text).ToArray();
        var changed = Array.ConvertAll(texts, text => change switch
        {
            "upper" => text.ToUpper(CultureInfo.InvariantCulture),
            "lower" => text.ToLower(CultureInfo.InvariantCulture),
            _ => "  " + text.Replace(" ", "   ", StringComparison.Ordinal) + " ",
        });

        Assert.Equal(ShippedScores.Of(texts), ShippedScores.Of(changed), (left, right) => Math.Abs(left - right) < 0.001);
    }

    [Fact]
    public void Score_WithoutTheFullStop_FlipsFew()
    {
        var texts = BehaviourCase.Read("services").Select(example => example.Text.TrimEnd('.')).ToArray();

        var flips = ShippedScores.Of(texts).Zip(ShippedScores.Of([.. texts.Select(text => text + ".")]), (without, with) => without > 0.5 != with > 0.5 ? 1.0 : 0.0).Average();

        Assert.InRange(flips, 0, 0.1);
    }
}
