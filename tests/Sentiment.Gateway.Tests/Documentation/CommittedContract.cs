using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary><c>docs/openapi.json</c>, which one test holds against what the gateway serves, and the others read.</summary>
internal static class CommittedContract
{
    public const string Json = "application/json";

    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(FilePath));

    public static string FilePath => RepositoryRoot.Combine("docs", "openapi.json");

    public static JsonElement Root => Document.RootElement;

    public static SchemaCheck Schemas { get; } = new(Document.RootElement);

    /// <summary>Every operation, with the method in capitals.</summary>
    public static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations =>
        from path in Root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    public static JsonElement Operation(string method, string path) =>
        Operations.Single(operation => (operation.Method, operation.Path) == (method, path)).Operation;

    /// <summary>The good answer of an operation, which has one.</summary>
    public static JsonProperty GoodAnswerOf(JsonElement operation) => operation.GetProperty("responses").EnumerateObject().Single(static answer => IsGood(answer.Name));

    public static bool IsGood(string status) => status.StartsWith('2');

    /// <summary>The one kind of content that a body or an answer has.</summary>
    public static JsonProperty ContentOf(JsonElement bodyOrAnswer) => Assert.Single(bodyOrAnswer.GetProperty("content").EnumerateObject());

    /// <summary>Examples by name; none when the content has none.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> ExamplesOf(JsonElement content) =>
        content.TryGetProperty("examples", out var examples) ? examples.EnumerateObject().Select(static example => (example.Name, example.Value.GetProperty("value"))) : [];
}
