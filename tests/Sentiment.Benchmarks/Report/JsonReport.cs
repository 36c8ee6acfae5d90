using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentiment.Benchmarks.Report;

/// <summary>The same for programs: every number unrounded.</summary>
internal static class JsonReport
{
    private static readonly ReportJson Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        // Read by people and never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(BenchReport report) => JsonSerializer.Serialize(report, Context.BenchReport) + "\n";

    /// <exception cref="JsonException">It is no report of this version.</exception>
    public static BenchReport Read(string json) => JsonSerializer.Deserialize(json, Context.BenchReport) ?? throw new JsonException("The report is null.");
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
