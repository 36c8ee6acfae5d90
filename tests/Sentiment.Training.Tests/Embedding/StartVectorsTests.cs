using Sentiment.Training.Embedding;

namespace Sentiment.Training.Tests.Embedding;

public sealed class StartVectorsTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 20).Select(id => $"word{id}")];

    private static readonly Dictionary<string, float[]> Vectors = new()
    {
        ["word5"] = [1, 0, -1],
        ["word6"] = [0.9f, 0.1f, -1],
        ["word7"] = [-1, 0.5f, 1],
    };

    [Fact]
    public void Create_WordsWithVectors_KeepTheirNeighbours()
    {
        var rows = StartVectors.Create(Vocabulary, Vectors, width: 64, spread: 0.05, seed: 1).Chunk(64).ToArray();

        Assert.True(Cosine.Of(rows[5], rows[6]) > 0.9, "Words of like vectors are far apart.");
        Assert.True(Cosine.Of(rows[5], rows[7]) < 0, "Words of opposite vectors are near.");
    }

    [Fact]
    public void Create_OtherTokens_AreNoiseOfTheSpread()
    {
        var table = StartVectors.Create(Vocabulary, new Dictionary<string, float[]>(), width: 64, spread: 0.05, seed: 1);

        Assert.InRange(Math.Sqrt(table.Average(value => value * value)), 0.045, 0.055);
        Assert.Equal(table, StartVectors.Create(Vocabulary, new Dictionary<string, float[]>(), width: 64, spread: 0.05, seed: 1));
        Assert.NotEqual(table, StartVectors.Create(Vocabulary, new Dictionary<string, float[]>(), width: 64, spread: 0.05, seed: 2));
    }
}
