using System.Globalization;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>What must not matter: who, where, and how a text is typed.</summary>
public sealed class InvarianceTests
{
    [Theory]
    [InlineData("{name}", "names", 0.2)]
    [InlineData("{place}", "places", 0.25)]
    public void Score_AnotherNameInTheSameSentence_MovesLittle(string placeholder, string list, double most)
    {
        var fillings = BehaviourCase.ReadList(list);
        var frames = BehaviourCase.Read("frames").Where(frame => frame.Text.Contains(placeholder, StringComparison.Ordinal)).ToArray();
        Assert.InRange(frames.Length, 10, 40);

        var flips = frames.Average(frame =>
        {
            var scores = ShippedScores.Of([.. fillings.Select(filling => frame.Text.Replace(placeholder, filling, StringComparison.Ordinal))]);
            var positive = scores.Count(score => score > 0.5);

            // The share of names with which the answer is another than with most.
            return Math.Min(positive, scores.Length - positive) / (double)scores.Length;
        });

        Assert.InRange(flips, 0, most);
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
