using System.Text.Json;

namespace Sentiment.Cli.Testing;

/// <summary>What one test executable reported.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">Names of those that failed.</param>
/// <param name="Skipped">Names and reasons of those that did not run.</param>
internal sealed record TestReport(int Passed, IReadOnlyList<string> Failed, IReadOnlyList<string> Skipped)
{
    /// <summary>Reads a result file in the Common Test Report Format (ctrf.io), which xUnit writes at the end of a run.</summary>
    /// <returns>Null when there is none or it is incomplete: the run crashed.</returns>
    public static TestReport? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var tests = document.RootElement.GetProperty("results").GetProperty("tests").EnumerateArray().ToArray();
            return new TestReport(
                tests.Count(test => Status(test) == "passed"),
                [.. tests.Where(test => Status(test) is not ("passed" or "skipped")).Select(Name)],
                [.. tests.Where(test => Status(test) == "skipped").Select(test => $"{Name(test)}: {Message(test)}")]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string? Status(JsonElement test) => test.GetProperty("status").GetString();

    private static string Name(JsonElement test) => test.GetProperty("name").GetString() ?? "?";

    private static string Message(JsonElement test) =>
        test.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 } text ? text : "no reason given";
}
