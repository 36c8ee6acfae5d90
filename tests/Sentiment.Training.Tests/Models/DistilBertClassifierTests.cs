using static TorchSharp.torch;

namespace Sentiment.Training.Tests.Models;

public sealed class DistilBertClassifierTests
{
    private const float Tolerance = 1e-6f;

    [Fact]
    public void Parameters_OfAModel_HaveHuggingFacesNamesAndShapes()
    {
        using var model = TinyModel.Create();
        using var scope = NewDisposeScope();

        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => string.Join('x', pair.parameter.shape));

        Assert.Equal("20x16", parameters["distilbert.embeddings.word_embeddings.weight"]);
        Assert.Equal("12x16", parameters["distilbert.embeddings.position_embeddings.weight"]);
        Assert.Equal("16", parameters["distilbert.embeddings.LayerNorm.weight"]);
        Assert.Equal("16x16", parameters["distilbert.transformer.layer.0.attention.q_lin.weight"]);
        Assert.Equal("16", parameters["distilbert.transformer.layer.1.attention.out_lin.bias"]);
        Assert.Equal("16", parameters["distilbert.transformer.layer.1.sa_layer_norm.bias"]);
        Assert.Equal("32x16", parameters["distilbert.transformer.layer.0.ffn.lin1.weight"]);
        Assert.Equal("16x32", parameters["distilbert.transformer.layer.0.ffn.lin2.weight"]);
        Assert.Equal("16", parameters["distilbert.transformer.layer.0.output_layer_norm.weight"]);
        Assert.Equal("16x16", parameters["pre_classifier.weight"]);
        Assert.Equal("2x16", parameters["classifier.weight"]);
        Assert.Equal(4 + 2 * 16 + 4, parameters.Count);
    }

    [Fact]
    public void Forward_Batch_GivesARowOfLogitsForEachText()
    {
        using var model = TinyModel.Create();

        Assert.Equal(6, TinyModel.Logits(model, new long[,] { { 2, 5, 3 }, { 2, 6, 3 }, { 2, 7, 3 } }, null).Length);
    }

    [Fact]
    public void Forward_PaddedText_EqualsTheTextAlone()
    {
        using var model = TinyModel.Create();
        var alone = TinyModel.Logits(model, new long[,] { { 2, 5, 6, 3 } }, null);

        var padded = TinyModel.Logits(
            model,
            new long[,] { { 2, 5, 6, 3, 0, 0, 0 }, { 2, 9, 8, 7, 6, 5, 3 } },
            new long[,] { { 1, 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1, 1 } });

        Assert.Equal(alone[0], padded[0], Tolerance);
        Assert.Equal(alone[1], padded[1], Tolerance);
    }

    [Fact]
    public void Forward_WithoutTheMask_ReadsThePadding()
    {
        using var model = TinyModel.Create();
        var masked = TinyModel.Logits(model, new long[,] { { 2, 5, 3, 0, 0 } }, new long[,] { { 1, 1, 1, 0, 0 } });

        var unmasked = TinyModel.Logits(model, new long[,] { { 2, 5, 3, 0, 0 } }, null);

        Assert.NotEqual(masked[0], unmasked[0], Tolerance);
    }

    [Fact]
    public void EncodeCausal_ALaterTokenIsAnother_ChangesNoStateBeforeIt()
    {
        using var model = TinyModel.Create();
        model.eval();
        using var scope = NewDisposeScope();

        var first = model.EncodeCausal(tensor(new long[,] { { 2, 5, 6, 7, 3 } })).data<float>().ToArray();
        var second = model.EncodeCausal(tensor(new long[,] { { 2, 5, 6, 8, 3 } })).data<float>().ToArray();

        var width = TinyModel.Config.Dim;
        Assert.Equal(first[..(3 * width)], second[..(3 * width)]);
        Assert.NotEqual(first[(3 * width)..], second[(3 * width)..]);
    }

    [Fact]
    public void Forward_WordsSwapped_GivesOtherLogits()
    {
        using var model = TinyModel.Create();

        Assert.NotEqual(
            TinyModel.Logits(model, new long[,] { { 2, 5, 6, 3 } }, null)[0],
            TinyModel.Logits(model, new long[,] { { 2, 6, 5, 3 } }, null)[0],
            Tolerance);
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameModel()
    {
        using var first = TinyModel.Create(seed: 7);
        using var second = TinyModel.Create(seed: 7);
        using var other = TinyModel.Create(seed: 8);
        long[,] ids = { { 2, 5, 6, 3 } };

        Assert.Equal(TinyModel.Logits(first, ids, null), TinyModel.Logits(second, ids, null));
        Assert.NotEqual(TinyModel.Logits(first, ids, null), TinyModel.Logits(other, ids, null));
    }
}
