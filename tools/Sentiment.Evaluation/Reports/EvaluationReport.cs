using Sentiment.Evaluation.Measures;

namespace Sentiment.Evaluation.Reports;

/// <summary>All that was measured of a package: <c>evaluation.json</c> is this.</summary>
/// <param name="Model">Name and version.</param>
/// <param name="Digest">Of the package.</param>
/// <param name="Temperature">By which logits were divided, from the package.</param>
/// <param name="Texts">How many were measured.</param>
/// <param name="LeftOut">Lines that are neither blame nor praise.</param>
/// <param name="HeldBackOnly">Whether only texts whose labels training holds back were taken.</param>
/// <param name="Variants">By variant.</param>
/// <param name="Comparisons">Every two variants.</param>
internal sealed record EvaluationReport(
    string Model,
    string Digest,
    double Temperature,
    int Texts,
    int LeftOut,
    bool HeldBackOnly,
    IReadOnlyList<VariantReport> Variants,
    IReadOnlyList<McNemar> Comparisons);

/// <param name="Name">Such as <c>onnx/int8</c>.</param>
/// <param name="All">Over all texts.</param>
/// <param name="ByCorpus">By file.</param>
/// <param name="ByLength">By tokens.</param>
/// <param name="Calibration">Bins of confidence over all texts.</param>
internal sealed record VariantReport(
    string Name, Score All, IReadOnlyList<SliceReport> ByCorpus, IReadOnlyList<SliceReport> ByLength, IReadOnlyList<CalibrationBin> Calibration);

/// <param name="Name">Of a corpus or a band of lengths.</param>
/// <param name="Score">Over its texts.</param>
internal sealed record SliceReport(string Name, Score Score);
