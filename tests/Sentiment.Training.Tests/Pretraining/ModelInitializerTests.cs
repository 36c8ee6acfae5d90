using Sentiment.Training.Pretraining;
using Sentiment.Training.Tests.Optimization;

namespace Sentiment.Training.Tests.Pretraining;

public sealed class ModelInitializerTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 20).Select(id => $"word{id}")];

    private static readonly Dictionary<string, float[]> Vectors = new()
    {
        ["word5"] = [1, 0, -1],
        ["word6"] = [0.9f, 0.1f, -1],
        ["word7"] = [-1, 0.5f, 1],
    };

    [Fact]
    public void Create_Model_LearnsAllItsParameters()
    {
        using var model = ModelInitializer.Create(TinyModel.Config, Vocabulary, Vectors, seed: 1);
        using var run = new TrainingRun();
        var before = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.data<float>().ToArray());

        run.Train(TrainingRun.Plan(), [model], lastStep: 2);

        Assert.Equal(40, before.Count);
        // The bias of the keys has no gradient: it adds the same to all of a row's attention.
        Assert.All(
            model.named_parameters().Where(pair => !pair.name.EndsWith("k_lin.bias", StringComparison.Ordinal)),
            pair => Assert.NotEqual(before[pair.name], pair.parameter.data<float>().ToArray()));
    }

    [Fact]
    public void Create_WordsWithVectors_KeepTheirNeighbours()
    {
        using var model = ModelInitializer.Create(TinyModel.Config, Vocabulary, Vectors, seed: 1);

        var words = model.named_parameters().First(pair => pair.name.EndsWith("word_embeddings.weight", StringComparison.Ordinal)).parameter;
        var rows = words.data<float>().ToArray().Chunk(TinyModel.Config.Dim).ToArray();

        Assert.True(Cosine(rows[5], rows[6]) > 0.9, "Words of like vectors are far apart.");
        Assert.True(Cosine(rows[5], rows[7]) < 0, "Words of opposite vectors are near.");
        Assert.All(rows[0], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameWeights()
    {
        using var first = ModelInitializer.Create(TinyModel.Config, Vocabulary, Vectors, seed: 5);
        using var second = ModelInitializer.Create(TinyModel.Config, Vocabulary, Vectors, seed: 5);

        Assert.All(
            first.parameters().Zip(second.parameters()),
            pair => Assert.Equal(pair.First.data<float>().ToArray(), pair.Second.data<float>().ToArray()));
    }

    private static double Cosine(float[] left, float[] right) =>
        left.Zip(right, (a, b) => a * b).Sum() / Math.Sqrt(left.Sum(a => a * a) * right.Sum(b => b * b));
}
