using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Sentiment.Gateway.Documentation;

/// <summary>Adds to an operation, whose shapes were found in the endpoint's types, what these do not say.</summary>
internal sealed class OperationWriter : IOpenApiOperationTransformer
{
    public const string Ok = "200";
    public const string Json = "application/json";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        Write(operation, Described.Of(context.Description)!.Operation(), context.Document!);
        return Task.CompletedTask;
    }

    /// <param name="target">Has its body's and its good answer's schemas.</param>
    /// <param name="source">What else there is to say.</param>
    /// <param name="document">Where what is said is found.</param>
    public static void Write(OpenApiOperation target, Operation source, OpenApiDocument document)
    {
        target.OperationId = source.Id;
        target.Summary = source.Summary;
        target.Description = source.Description;
        target.Tags = new HashSet<OpenApiTagReference> { new(source.Tag, document) };
        target.Parameters = [.. source.Parameters.Select(name => new OpenApiParameterReference(name, document))];
        if (source.Body is { } body && target.RequestBody is OpenApiRequestBody request)
        {
            request.Required = true;
            request.Description = $"JSON in UTF-8, at most {body.MostBytes} bytes.";
            request.Content![Json].Examples = Example.Map(body.Examples);
        }

        var answer = (OpenApiResponse)target.Responses![Ok];
        answer.Description = source.Answer;
        answer.Headers = AnswerHeaders.References(source.Headers, document);
        answer.Content![Json].Examples = Example.Map(source.Answers);
        target.Responses = new OpenApiResponses { [source.Status.ToString(CultureInfo.InvariantCulture)] = answer };
        foreach (var (status, problem) in ProblemResponses.Of(source, document))
        {
            target.Responses.Add(status, problem);
        }
    }
}
