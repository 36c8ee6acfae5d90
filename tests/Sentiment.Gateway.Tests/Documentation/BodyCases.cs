using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Parsing;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>A body, and what our parser says to it.</summary>
internal sealed record BodyCase(string Path, byte[] Utf8)
{
    public bool IsParsed => (Path == Requests.Predict ? RequestParser.ParsePredict(Utf8).Error : RequestParser.ParseBatch(Utf8).Error) is null;
}

/// <summary>Bodies at and beyond each bound that a schema can express. That a text is blank, and that a property stands twice, none can.</summary>
internal static class BodyCases
{
    public static IReadOnlyList<BodyCase> All { get; } =
    [
        Predict(new { text = "a" }),
        Predict(new { }),
        Predict(new { text = "" }),
        Predict(new { text = 5 }),
        Predict(new { text = "a", lang = "en" }),
        Predict(new { text = new string('a', Limits.TextScalars) }),
        Predict(new { text = new string('a', Limits.TextScalars + 1) }),
        Predict(new { text = string.Concat(Enumerable.Repeat("😀", Limits.TextScalars)) }),
        .. new[] { "onnx", "torch", "auto", "gpu", "ONNX" }.Select(static backend => Predict(new { text = "a", backend })),
        .. new[] { "window", "head", "error", "middle", "Head" }.Select(static truncation => Predict(new { text = "a", truncation })),
        Predict(new { text = "a", backend = 1 }),
        Batch(new { texts = new[] { "a" } }),
        Batch(new { texts = Array.Empty<string>() }),
        Batch(new { texts = "a" }),
        Batch(new { text = "a" }),
        Batch(new { texts = Enumerable.Repeat("a", Limits.BatchTexts) }),
        Batch(new { texts = Enumerable.Repeat("a", Limits.BatchTexts + 1) }),
        Batch(new { texts = new[] { "a" }, truncation = "error", backend = "auto" }),
    ];

    private static BodyCase Predict<T>(T body) => new(Requests.Predict, JsonSerializer.SerializeToUtf8Bytes(body));

    private static BodyCase Batch<T>(T body) => new(Requests.Batch, JsonSerializer.SerializeToUtf8Bytes(body));
}
