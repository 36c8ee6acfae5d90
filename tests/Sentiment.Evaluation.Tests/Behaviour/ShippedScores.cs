using Sentiment.Evaluation.Variants;
using Sentiment.Models.Packages;
using Sentiment.TestKit;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>The shipped package as most requests meet it: INT8 in ONNX Runtime.</summary>
internal static class ShippedScores
{
    private static readonly Lazy<ModelPackage> Package = new(() =>
    {
        var loaded = ModelPackage.Load(RepositoryRoot.Combine("models", "sentiment-base"));
        return loaded.Succeeded ? loaded.Value : throw new InvalidDataException($"{loaded.Problem}");
    });

    private static readonly ModelVariant Variant = ModelVariant.All.First(variant => variant.Name == ModelVariants.OnnxInt8);

    /// <returns>The probability of praise of each text.</returns>
    public static double[] Of(IReadOnlyList<string> texts) =>
        VariantRun.Scores(Package.Value, Variant, VariantRun.Tokenize(Package.Value, texts), threads: 1);

    public static double Accuracy(IReadOnlyList<BehaviourCase> cases) =>
        Of([.. cases.Select(example => example.Text)]).Zip(cases, (score, example) => score > 0.5 == example.IsPositive ? 1.0 : 0.0).Average();
}
