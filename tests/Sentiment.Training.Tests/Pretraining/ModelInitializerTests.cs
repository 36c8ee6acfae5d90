using Sentiment.Models.DistilBert;
using Sentiment.Models.Torch;
using Sentiment.Training.Pretraining;
using Sentiment.Training.Tests.Optimization;

namespace Sentiment.Training.Tests.Pretraining;

public sealed class ModelInitializerTests
{
    private static readonly float[] Words = [.. Enumerable.Range(0, TinyModel.Config.VocabularySize * TinyModel.Config.Dim).Select(i => (i * 37 % 101) + 3f)];

    [Fact]
    public void Create_Model_LearnsAllItsParameters()
    {
        using var model = ModelInitializer.Create(TinyModel.Config, Words, seed: 1);
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
    public void Create_WordsOfAnyScale_AreAroundZeroAndOfTheSpread()
    {
        using var model = ModelInitializer.Create(TinyModel.Config, Words, seed: 1);

        var rows = DistilBertLoading.Memory(model.Parameter(DistilBertTensors.WordEmbeddings)).ToArray().Chunk(TinyModel.Config.Dim).ToArray();

        Assert.All(rows[TinyModel.Config.PadTokenId], value => Assert.Equal(0, value));
        Assert.InRange(Math.Sqrt(rows.Skip(1).SelectMany(row => row).Average(value => value * value)), 0.9 * ModelInitializer.Spread, 1.1 * ModelInitializer.Spread);
        Assert.InRange(rows.Skip(1).SelectMany(row => row).Average(), -0.01, 0.01);
    }

    [Fact]
    public void Create_Places_AreToldApartAndOfTheSpread()
    {
        using var model = ModelInitializer.Create(TinyModel.Config, Words, seed: 1);

        var rows = DistilBertLoading.Memory(model.Parameter(DistilBertTensors.PositionEmbeddings)).ToArray().Chunk(TinyModel.Config.Dim).ToArray();

        Assert.Equal(rows.Length, rows.Select(row => string.Join(' ', row)).Distinct().Count());
        Assert.InRange(Math.Sqrt(rows.SelectMany(row => row).Average(value => value * value)), 0.9 * ModelInitializer.Spread, 1.1 * ModelInitializer.Spread);
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameWeights()
    {
        using var first = ModelInitializer.Create(TinyModel.Config, Words, seed: 5);
        using var second = ModelInitializer.Create(TinyModel.Config, Words, seed: 5);

        Assert.All(
            first.parameters().Zip(second.parameters()),
            pair => Assert.Equal(pair.First.data<float>().ToArray(), pair.Second.data<float>().ToArray()));
    }
}
