using CsCheck;
using Sentiment.Models.Packages;
using Sentiment.Serving.Drift;
using Sentiment.Serving.Tests.Packages;

namespace Sentiment.Serving.Tests.Drift;

public sealed class BaselineBuilderTests
{
    private static readonly Gen<TextFacts> AnyFacts = Gen.Select(Gen.Int[1, 10_000], Gen.Float[0.5f, 1], Gen.Int[0, 1], Gen.Double[0, 1])
        .Select(static facts => new TextFacts(facts.Item1, facts.Item2, facts.Item3, facts.Item4));

    [Fact]
    public void Build_LengthsFrom1To1000_CutsDecilesInRoundNumbers()
    {
        var baseline = Build([.. Enumerable.Range(1, 1_000).Select(static i => new TextFacts(i, 0.9f, i % 4 == 0 ? 0 : 1, i <= 900 ? 0 : 0.03))]);

        Assert.Equal([100, 200, 300, 400, 500, 600, 700, 800, 900], baseline.TextLength.UpperBounds);
        Assert.All(baseline.TextLength.Shares, static share => Assert.Equal(0.1, share, tolerance: 1e-9));
        Assert.Equal((0.25, 0.75), (baseline.Label["NEGATIVE"], baseline.Label["POSITIVE"]));
        Assert.Equal([0.9, 0, 0.1, 0, 0, 0], baseline.UnknownTokens.Shares);
        Assert.Equal([0, 0.02, 0.05, 0.1, 0.25], baseline.UnknownTokens.UpperBounds);
        Assert.Equal((1_000, "onnx/int8"), (baseline.Texts, baseline.Variant));
        Assert.Equal(["some"], baseline.MeasuredOn);
    }

    [Fact]
    public void Build_TextsThatAreAllAlike_HaveOneBin()
    {
        var baseline = Build([.. Enumerable.Repeat(new TextFacts(7, 0.9f, 0, 0), 1_000)]);

        Assert.Empty(baseline.TextLength.UpperBounds);
        Assert.Equal([1], baseline.TextLength.Shares);
        Assert.Equal([1], baseline.Confidence.Shares);
    }

    [Fact]
    public void Build_TooFewTexts_SaysHowManyAreNeededAndWhy()
    {
        var error = Assert.Throws<InvalidDataException>(static () => Build([.. Enumerable.Repeat(new TextFacts(7, 0.9f, 0, 0), 999)]));

        Assert.Contains("at least 1000 texts", error.Message, StringComparison.Ordinal);
        Assert.Contains("there are 999", error.Message, StringComparison.Ordinal);
        Assert.Contains("chance", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The rules of a package hold for whatever is measured, no bin of a quantile is empty, and texts have not drifted from themselves.</summary>
    [Fact]
    public void Build_AnyTexts_IsAValidBaselineFromWhichTheyHaveNotDrifted() =>
        Gen.Select(AnyFacts.Array[40], Gen.Int[0, 1_000]).Sample(
            static (kinds, ties) =>
            {
                TextFacts[] texts = [.. Enumerable.Range(0, 1_000).Select(i => kinds[i < ties ? 0 : i % kinds.Length])];
                var baseline = Build(texts);

                using var folder = new TestKit.TemporaryFolder();
                TinyPackage.Write(folder.Path, new Dictionary<string, byte[]>(), TinyPackage.MaximumTokens, [], baseline);
                Assert.Null(ModelPackage.Load(folder.Path).Problem);
                Assert.All(baseline.TextLength.Shares.Concat(baseline.Confidence.Shares), static share => Assert.True(share > 0));
                Assert.All(
                    PopulationStability.Of(FeatureBins.Of(baseline, TinyPackage.Labels), texts),
                    static feature => Assert.InRange(feature.Index, 0, 1e-5));
            },
            iter: 100,
            threads: 1);

    private static ModelBaseline Build(TextFacts[] texts) => BaselineBuilder.Build(texts, TinyPackage.Labels, ModelVariants.OnnxInt8, ["some"]);
}
