using Sentiment.Models.Packages;

namespace Sentiment.Training.Export;

/// <summary>What was measured on one evaluation set.</summary>
/// <param name="Dataset">Name of the set.</param>
/// <param name="Accuracy">Accuracy of each ONNX variant, as the manifest keeps it.</param>
/// <param name="Int8ToFp32">INT8 against FP32, each text alone.</param>
/// <param name="Padded">INT8 padded to the maximum against INT8 alone.</param>
/// <param name="Batched">INT8 in batches in random order against INT8 alone.</param>
internal sealed record Measurements(string Dataset, IReadOnlyList<AccuracyEntry> Accuracy, Parity Int8ToFp32, Parity Padded, Parity Batched);
