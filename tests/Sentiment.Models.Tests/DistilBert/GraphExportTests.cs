using Sentiment.Models.DistilBert;

namespace Sentiment.Models.Tests.DistilBert;

public sealed class GraphExportTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fp32_RandomWeights_GivesTheReferenceLogits(int layers)
    {
        var config = RandomModel.Config(dim: 32, layers, heads: 4, hidden: 64, vocabulary: 100, positions: 48);
        var weights = RandomModel.Weights(config, seed: layers);
        var reference = new ReferenceModel(weights);
        using var graph = new GraphRunner(GraphExport.Fp32(weights));

        foreach (var text in RandomModel.Texts(config, seed: 7, 2, 3, 17, 48))
        {
            var logits = graph.Run([text])[0];
            var expected = reference.Logits(text);
            Assert.Equal(expected[0], logits[0], 1e-4);
            Assert.Equal(expected[1], logits[1], 1e-4);
        }
    }

    [Fact]
    public void Fp32_PaddedAndInABatch_GivesTheSameLogits()
    {
        using var graph = new GraphRunner(GraphExport.Fp32(RandomModel.Weights(RandomModel.Small, seed: 1)));

        Invariance.Check(graph, RandomModel.Small, tolerance: 1e-5f);
    }

    [Fact]
    public void Fp32_SameWeights_GivesTheSameBytes()
    {
        var first = GraphExport.Fp32(RandomModel.Weights(RandomModel.Small, seed: 5));
        var second = GraphExport.Fp32(RandomModel.Weights(RandomModel.Small, seed: 5));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Tapped_SmallModel_ShowsEveryActivationOnce()
    {
        var weights = RandomModel.Weights(RandomModel.Small, seed: 2);
        var tapped = GraphExport.Tapped(weights);
        using var graph = new GraphRunner(tapped.Bytes);

        var outputs = graph.Outputs([5, 6, 7], [1, 1, 1], rows: 1, length: 3);

        Assert.Equal(tapped.Activations.Distinct(), tapped.Activations);
        Assert.Equal(new[] { DistilBertGraph.Logits }.Concat(tapped.Activations).Order(), outputs.Keys.Order());
        Assert.All(tapped.Activations, name => Assert.NotEmpty(outputs[name]));
    }
}
