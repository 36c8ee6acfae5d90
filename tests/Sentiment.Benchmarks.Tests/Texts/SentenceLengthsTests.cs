using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Tests.Texts;

public sealed class SentenceLengthsTests
{
    private static readonly string[] Like = ["one", "one two", "one two three", "one two three four"];

    [Fact]
    public void Draw_MoreShortThanLong_KeepsTheLengthsOfTheModel()
    {
        // Ten times as many phrases of one word, as the training set has.
        string[] from = [.. Texts(words: 1, 1_000), .. Texts(words: 2, 100), .. Texts(words: 3, 100), .. Texts(words: 4, 100)];

        var drawn = SentenceLengths.Draw(Like, from, new Random(1));

        var byWords = drawn.CountBy(SentenceLengths.Words).ToDictionary();
        Assert.InRange(drawn.Length, 400, 408);
        Assert.All(Enumerable.Range(1, 4), words => Assert.InRange(byWords[words], 100, 102));
    }

    [Fact]
    public void Draw_TextsInBoth_AreThereOnceAndTheModelsComeFirst()
    {
        var drawn = SentenceLengths.Draw(Like, [.. Like, .. Texts(words: 2, 5), .. Texts(words: 2, 5)], new Random(1));

        Assert.Equal(Like, drawn.Take(Like.Length));
        Assert.Equal(drawn.Distinct(), drawn);
    }

    [Fact]
    public void Draw_NothingOfALength_EndsAndIsTheModel() => Assert.Equal(Like, SentenceLengths.Draw(Like, [], new Random(1)));

    private static IEnumerable<string> Texts(int words, int count) =>
        Enumerable.Range(0, count).Select(i => string.Join(' ', Enumerable.Repeat($"w{i}", words)));
}
