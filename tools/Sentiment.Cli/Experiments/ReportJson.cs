using System.Text.Json.Serialization;

namespace Sentiment.Cli.Experiments;

/// <summary>The report for scripts: one line, names as in run.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ArmReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
