using CsCheck;
using Sentiment.Training.Teaching;

namespace Sentiment.Training.Tests.Teaching;

public sealed class NGramClassifierTests
{
    private const int Not = 1;
    private const int Good = 2;
    private const int Bad = 3;

    /// <summary>A word turns the next one round: single words say nothing, pairs say all.</summary>
    [Fact]
    public void Learn_NegatedWords_AreToldFromPlainOnes()
    {
        var random = new Random(1);
        (int[], bool)[] Texts(int count) =>
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                int[] core = (i % 4) switch { 0 => [Good], 1 => [Bad], 2 => [Not, Good], _ => [Not, Bad] };
                int[] text = [random.Next(10, 60), random.Next(10, 60), .. core, random.Next(60, 99)];
                return (NGrams.Of(text), i % 4 is 0 or 3);
            }),
        ];

        var model = NGramClassifier.Learn(Texts(2_000), epochs: 5, seed: 1);

        var right = Texts(400).Average(text => model.Positive(text.Item1) > 0.5 == text.Item2 ? 1.0 : 0.0);
        Assert.InRange(right, 0.95, 1);
    }

    [Fact]
    public void Of_AnyTokens_AreTheSequencesOfOneToThreeEachOnce() => Gen.Int[0, 7_999].Array[0, 40].Sample(tokens =>
    {
        var expected = Enumerable.Range(1, 3)
            .SelectMany(length => Enumerable.Range(0, Math.Max(0, tokens.Length - length + 1)).Select(start => string.Join(' ', tokens[start..(start + length)])))
            .Distinct().Count();
        var found = NGrams.Of(tokens);

        // Two of them may share an entry of the table, though hardly ever of so few.
        return found.Distinct().Count() == found.Length && found.Length <= expected && found.Length >= expected - 1
            && found.All(index => index is >= 0 and < NGrams.TableLength);
    });

    [Fact]
    public void Of_OtherOrder_IsOther() => Assert.NotEqual(NGrams.Of([1, 2, 3]).Order(), NGrams.Of([3, 2, 1]).Order());
}
