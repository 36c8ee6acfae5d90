using System.Text.Json.Serialization;

namespace Sentiment.Models.Packages;

/// <summary>What a package says about itself: <c>manifest.json</c>, snake_case.</summary>
/// <param name="Name">Model name, such as <c>sentiment-base</c>.</param>
/// <param name="Version">Model version, such as <c>0.1.0</c>.</param>
/// <param name="Architecture">The module that the weights are for: <c>distilbert</c>.</param>
/// <param name="Labels">Labels by the index of their logit.</param>
/// <param name="MaximumTokens">Longest sequence that the model takes, with its special tokens.</param>
/// <param name="Temperature">Logits are divided by it before the softmax; 1 leaves them as they are.</param>
/// <param name="Files">Every file of the package but the manifest, by its path with forward slashes.</param>
/// <param name="Accuracy">What was measured, by whom it was measured and on what.</param>
/// <param name="Golden">Texts whose tokens and logits are known: a backend that answers otherwise does not run this model.</param>
/// <param name="Baseline">What texts and answers were like where it was measured; null where nobody has measured that.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    string Architecture,
    IReadOnlyList<string> Labels,
    int MaximumTokens,
    double Temperature,
    IReadOnlyDictionary<string, FileEntry> Files,
    IReadOnlyList<AccuracyEntry> Accuracy,
    IReadOnlyList<GoldenText> Golden,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelBaseline? Baseline = null);

/// <param name="Sha256">SHA-256 of the content, 64 lower-case hex digits.</param>
/// <param name="Size">Length in bytes.</param>
public sealed record FileEntry(string Sha256, long Size);

/// <param name="Dataset">Name of the data, such as <c>sst2-dev</c>.</param>
/// <param name="Variant">One of <see cref="ModelVariants"/>.</param>
/// <param name="Examples">How many examples it was measured on.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1.</param>
public sealed record AccuracyEntry(string Dataset, string Variant, int Examples, double Accuracy);

/// <param name="Text">The text as a client would send it.</param>
/// <param name="TokenIds">What the tokenizer must give, with the special tokens.</param>
/// <param name="Logits">What each of <see cref="ModelVariants"/> must give.</param>
public sealed record GoldenText(
    string Text,
    IReadOnlyList<int> TokenIds,
    IReadOnlyDictionary<string, GoldenLogits> Logits);

/// <param name="Values">Logits by label index.</param>
/// <param name="Tolerance">Largest absolute difference of one logit that is still the same model.</param>
public sealed record GoldenLogits(IReadOnlyList<float> Values, float Tolerance);
