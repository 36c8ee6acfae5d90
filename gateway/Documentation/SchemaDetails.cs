using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Sentiment.Gateway.Documentation;

/// <summary>Makes of a type's schema one of what is on the wire.</summary>
internal sealed class SchemaDetails : IOpenApiSchemaTransformer
{
    // Where the document's maker notes what becomes of a schema's reference.
    private const string IsNullable = "x-is-nullable-property";
    private const string ReferenceDescription = "x-ref-description";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // We send no null: what is unknown is left out.
        schema.Type &= ~JsonSchemaType.Null;
        schema.Metadata?.Remove(IsNullable);
        if (AllowedValues(context.JsonPropertyInfo) is { } values)
        {
            schema.Enum = values;
        }

        if (schema is { Enum.Count: > 0, Type: null })
        {
            schema.Type = JsonSchemaType.String;
        }

        schema.Description = Prose.Of(schema.Description);
        if (schema.Metadata?.TryGetValue(ReferenceDescription, out var description) is true)
        {
            schema.Metadata[ReferenceDescription] = Prose.Of((string)description)!;
        }

        return Task.CompletedTask;
    }

    private static JsonNode[]? AllowedValues(JsonPropertyInfo? property) =>
        property?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true).SingleOrDefault() is AllowedValuesAttribute allowed
            ? [.. allowed.Values.Cast<string>().Select(static value => JsonValue.Create(value))]
            : null;
}
