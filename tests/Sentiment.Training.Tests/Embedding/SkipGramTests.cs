using Sentiment.Training.Embedding;

namespace Sentiment.Training.Tests.Embedding;

public sealed class SkipGramTests
{
    private const int Width = 16;
    private const int Tokens = 20;

    /// <summary>Words 5 to 9 stand with one another, and so do 10 to 14; a text has words of one group alone.</summary>
    private static readonly ushort[][] Texts = Make();

    private static readonly SkipGramSettings Settings = new(Epochs: 4, Window: 3, Negatives: 5, Frequent: 1, LearningRate: 0.05);

    [Fact]
    public void Learn_WordsOfOneCompany_ComeToBeAlike()
    {
        var rows = Learn(seed: 1, out var losses).Chunk(Width).ToArray();

        Assert.True(losses[^1] < losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
        Assert.True(Cosine.Of(rows[5], rows[7]) > Cosine.Of(rows[5], rows[12]) + 0.5, "Words of two groups are as near as those of one.");
    }

    [Fact]
    public void Learn_SameSeed_GivesTheSameVectors()
    {
        Assert.Equal(Learn(seed: 1, out _), Learn(seed: 1, out _));
        Assert.NotEqual(Learn(seed: 1, out _), Learn(seed: 2, out _));
    }

    [Fact]
    public void Learn_WordsThatStandNowhere_StayAsTheyWere()
    {
        var before = Start();

        var after = Learn(seed: 1, out _);

        Assert.Equal(before[(15 * Width)..], after[(15 * Width)..]);
        Assert.NotEqual(before[(5 * Width)..(6 * Width)], after[(5 * Width)..(6 * Width)]);
    }

    private static float[] Learn(int seed, out double[] losses)
    {
        var vectors = Start();
        var model = new SkipGram(Texts, vectors, Width, Settings, seed);
        losses = [.. Enumerable.Range(0, Settings.Epochs).Select(epoch => model.Learn(epoch, TestContext.Current.CancellationToken))];
        return vectors;
    }

    private static float[] Start() =>
        StartVectors.Create([.. Enumerable.Range(0, Tokens).Select(id => $"w{id}")], new Dictionary<string, float[]>(), Width, 0.05, seed: 3);

    private static ushort[][] Make()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 600).Select(text =>
            (ushort[])[2, .. Enumerable.Range(0, 8).Select(_ => (ushort)(random.Next(5, 10) + (text % 2 * 5))), 3])];
    }
}
