using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests.Models;

/// <summary>Less work, the same answers.</summary>
public sealed class DistilBertInferenceTests
{
    private const float Tolerance = 1e-5f;

    public static TheoryData<long[,], bool[,]?> Batches => new()
    {
        { new long[,] { { 2, 5, 3 } }, null },
        { new long[,] { { 2, 3 } }, null },
        { new long[,] { { 2, 5, 6, 7, 3 }, { 2, 9, 8, 7, 3 } }, null },
        { new long[,] { { 2, 5, 3, 0, 0 }, { 2, 9, 8, 7, 3 } }, new[,] { { true, true, true, false, false }, { true, true, true, true, true } } },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Forward_AnyBatch_GivesTheModulesLogits(long[,] ids, bool[,]? mask)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var model = TinyModel.Create();
        model.eval();
        var expected = model.call(tensor(ids), mask is null ? null : tensor(mask)).data<float>().ToArray();
        using var inference = new DistilBertInference(model);

        var actual = inference.Forward(tensor(ids), mask is null ? null : tensor(mask)).data<float>().ToArray();

        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }
}
