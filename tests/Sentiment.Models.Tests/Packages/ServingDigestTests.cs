using Sentiment.Models.Packages;

namespace Sentiment.Models.Tests.Packages;

public sealed class ServingDigestTests
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" };

    [Fact]
    public void Compute_OptionsInAnotherOrder_GivesTheSame() => Assert.Equal(
        ServingDigest.Compute("p", "onnx", "int8", Options, 1),
        ServingDigest.Compute("p", "onnx", "int8", Options.Reverse(), 1));

    [Fact]
    public void Compute_AnyPartChanged_GivesAnother()
    {
        string[] digests =
        [
            ServingDigest.Compute("p", "onnx", "int8", Options, 1),
            ServingDigest.Compute("q", "onnx", "int8", Options, 1),
            ServingDigest.Compute("p", "torch", "int8", Options, 1),
            ServingDigest.Compute("p", "onnx", "fp32", Options, 1),
            ServingDigest.Compute("p", "onnx", "int8", Options.Take(1), 1),
            ServingDigest.Compute("p", "onnx", "int8", Options, 2),
        ];

        Assert.Equal(digests.Distinct(), digests);
    }
}
