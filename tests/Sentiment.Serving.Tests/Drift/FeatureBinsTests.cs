using Sentiment.Serving.Drift;
using Sentiment.Serving.Tests.Packages;

namespace Sentiment.Serving.Tests.Drift;

public sealed class FeatureBinsTests
{
    private static readonly IReadOnlyList<FeatureBins> Features = FeatureBins.Of(TinyPackage.Baseline, TinyPackage.Labels);

    [Fact]
    public void Of_ABaseline_NamesFeaturesAndBins() => Assert.Equal(
        ["text_length: 4 9 +Inf", "confidence: 0.6 0.8 +Inf", "label: NEGATIVE POSITIVE", "unknown_tokens: 0 0.25 +Inf"],
        Features.Select(static feature => $"{feature.Feature}: {string.Join(' ', feature.Names)}"));

    [Fact]
    public void Of_ABaseline_HasItsShares() => Assert.Equal(
        [[0.5, 0.3, 0.2], [0.2, 0.3, 0.5], [0.4, 0.6], [0.9, 0.1, 0]], Features.Select(static feature => feature.Shares));

    [Theory]
    [InlineData(1, "4")]
    [InlineData(4, "4")]
    [InlineData(5, "9")]
    [InlineData(9, "9")]
    [InlineData(10, "+Inf")]
    [InlineData(int.MaxValue, "+Inf")]
    public void IndexOf_ALength_IsTheBinWhoseUpperBoundIsNotBelowIt(int length, string bin) =>
        Assert.Equal(bin, Bin("text_length", new TextFacts(length, 0.5f, 0, 0)));

    [Theory]
    [InlineData(0, "NEGATIVE")]
    [InlineData(1, "POSITIVE")]
    public void IndexOf_ALabel_IsItsOwnBin(int label, string bin) => Assert.Equal(bin, Bin("label", new TextFacts(1, 0.5f, label, 0)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.001, "0.25")]
    [InlineData(0.25, "0.25")]
    [InlineData(1, "+Inf")]
    public void IndexOf_UnknownTokens_KeepsTextsWithoutAnyApart(double share, string bin) =>
        Assert.Equal(bin, Bin("unknown_tokens", new TextFacts(1, 0.5f, 0, share)));

    private static string Bin(string name, TextFacts facts)
    {
        var feature = Features.Single(feature => feature.Feature == name);
        return feature.Names[feature.IndexOf(facts)];
    }
}
