using System.Text.Json;

namespace Sentiment.Evaluation.Reports;

/// <summary>The report for programs.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(EvaluationReport report) => JsonSerializer.Serialize(report, Options) + "\n";
}
