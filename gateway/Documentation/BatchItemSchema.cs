using Microsoft.OpenApi;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Documentation;

/// <summary>Describes a batch's item, which is written by a converter: its shape is in no type that the document's maker could read.</summary>
internal static class BatchItemSchema
{
    private const string Results = "results";
    private const string Index = "index";
    private const string Error = "error";
    private const string Predicted = "BatchPrediction";
    private const string Failed = "BatchProblem";

    /// <param name="document">Has the schemas of the types.</param>
    public static void Write(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        var prediction = schemas[nameof(Prediction)];
        schemas[Predicted] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "The prediction of one text of a batch.",
            Required = new HashSet<string>([Index, .. prediction.Required!], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>([KeyValuePair.Create<string, IOpenApiSchema>(Index, Place()), .. prediction.Properties!], StringComparer.Ordinal),
        };
        schemas[Failed] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why one text of a batch has no prediction.",
            Required = new HashSet<string>([Index, Error], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                [Index] = Place(),
                [Error] = new OpenApiSchemaReference(nameof(Problem), document),
            },
        };
        schemas[nameof(BatchItem)] = new OpenApiSchema
        {
            Description = $"A prediction, or, told by the member `{Error}`, the problem of a text.",
            OneOf = [new OpenApiSchemaReference(Predicted, document), new OpenApiSchemaReference(Failed, document)],
        };
        ((OpenApiSchema)schemas[nameof(BatchResponse)].Properties![Results]).Items = new OpenApiSchemaReference(nameof(BatchItem), document);
    }

    private static OpenApiSchema Place() => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Description = "Place of the text in the request, from 0." };
}
