namespace Sentiment.Training.Export;

/// <summary>Texts with known labels that a model is measured on.</summary>
/// <param name="Name">Such as <c>sst2-dev</c>; goes into the manifest.</param>
/// <param name="Texts">Token ids of each text, with the special tokens, cut to the model's maximum.</param>
/// <param name="Labels">Label index of each text.</param>
internal sealed record EvaluationSet(string Name, IReadOnlyList<int[]> Texts, IReadOnlyList<int> Labels);
