using Sentiment.Evaluation.Variants;
using Sentiment.Models.Packages;
using Sentiment.TestKit;

namespace Sentiment.Evaluation.Tests.Variants;

public sealed class VariantRunTests
{
    private const double Tolerance = 1e-4;

    private static readonly ModelPackage Package = ModelPackage.Load(RepositoryRoot.Combine("models", "sentiment-base")).Value!;

    [Theory]
    [InlineData(ModelVariants.OnnxInt8)]
    [InlineData(ModelVariants.TorchFp32)]
    public void Logits_ALongText_AreTheMeanOfItsWindowsEachAlone(string name)
    {
        var variant = ModelVariant.All.Single(variant => variant.Name == name);
        var praise = string.Join(' ', Enumerable.Repeat("A wonderful, moving and funny film with a great cast.", 60));
        var blame = string.Join(' ', Enumerable.Repeat("Then it turned dull, and the ending was a complete waste of our evening.", 60));
        var texts = VariantRun.Tokenize(Package, [praise + " " + blame, "Fine.", blame]);
        Assert.InRange(texts[0].Length, 3, 16);

        var together = VariantRun.Logits(Package, variant, texts, threads: 1);

        var windows = texts[0].Select(window => VariantRun.Logits(Package, variant, [[window]], threads: 1)[0]).ToArray();
        Assert.True(windows.Max(logits => logits[1]) - windows.Min(logits => logits[1]) > 0.5, "the windows say the same, so that their mean proves nothing");
        for (var label = 0; label < 2; label++)
        {
            Assert.Equal(windows.Average(logits => logits[label]), together[0][label], Tolerance);
        }
    }

    [Fact]
    public void Scores_OfAText_AreTheProbabilityOfItsSecondLabel()
    {
        var variant = ModelVariant.All.Single(variant => variant.Name == ModelVariants.OnnxInt8);

        var scores = VariantRun.Scores(Package, variant, VariantRun.Tokenize(Package, ["I love it, it is wonderful.", "I hate it, it is awful."]), threads: 1);

        Assert.InRange(scores[0], 0.8, 1);
        Assert.InRange(scores[1], 0, 0.2);
    }
}
