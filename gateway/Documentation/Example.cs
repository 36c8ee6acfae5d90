using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Sentiment.Gateway.Documentation;

/// <summary>A request or an answer that a test sends or compares with.</summary>
/// <param name="Name">Its key in the document.</param>
/// <param name="Summary">What it shows.</param>
/// <param name="Json">As on the wire.</param>
internal sealed record Example(string Name, string Summary, string Json)
{
    /// <returns>Null when there are none: the document then has no member for them.</returns>
    public static IDictionary<string, IOpenApiExample>? Map(IEnumerable<Example> examples)
    {
        var map = examples.ToDictionary(
            static example => example.Name,
            static IOpenApiExample (example) => new OpenApiExample { Summary = example.Summary, Value = JsonNode.Parse(example.Json) },
            StringComparer.Ordinal);
        return map.Count == 0 ? null : map;
    }
}
