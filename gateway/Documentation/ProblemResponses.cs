using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.RateLimiting;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Documentation;

/// <summary>One answer a status, with the codes that come with it: the catalog says which.</summary>
internal static class ProblemResponses
{
    // The codes again, for programs.
    private const string Codes = "x-error-codes";

    private static readonly string[] Plan = [RateLimitHeaders.Remaining, RateLimitHeaders.Policy];

    public static IEnumerable<KeyValuePair<string, IOpenApiResponse>> Of(Operation operation, OpenApiDocument document) => operation.Errors
        .Order()
        .GroupBy(static code => ErrorCatalog.Describe(code).Status)
        .OrderBy(static status => status.Key)
        .Select(status => KeyValuePair.Create<string, IOpenApiResponse>(
            status.Key.ToString(CultureInfo.InvariantCulture), Of([.. status], operation, document)));

    private static OpenApiResponse Of(ErrorCode[] codes, Operation operation, OpenApiDocument document) => new()
    {
        Description = string.Join('\n', codes.Select(Line)),
        Headers = AnswerHeaders.References(HeadersOf(ErrorCatalog.Describe(codes[0]).Status, operation), document),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Problem.MediaType] = new()
            {
                Schema = new OpenApiSchemaReference(nameof(Problem), document),
                Examples = Example.Map(ProblemExamples.Of(codes, operation)),
            },
        },
        Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal)
        {
            [Codes] = new JsonNodeExtension(new JsonArray([.. codes.Select(static code => JsonValue.Create(ErrorCatalog.Wire(code)))])),
        },
    };

    private static string Line(ErrorCode code)
    {
        var wire = ErrorCatalog.Wire(code);
        return $"- [{wire}]({ErrorCatalog.DocumentationPath}#{wire}) {ErrorCatalog.Describe(code).Title}";
    }

    private static IEnumerable<string> HeadersOf(int status, Operation operation) => status switch
    {
        // Who was not let in has no plan.
        StatusCodes.Status401Unauthorized => [OurHeaders.CorrelationId, HeaderNames.WWWAuthenticate],
        StatusCodes.Status403Forbidden => [OurHeaders.CorrelationId, HeaderNames.WWWAuthenticate, .. Plan],
        StatusCodes.Status429TooManyRequests => [OurHeaders.CorrelationId, HeaderNames.RetryAfter, .. Plan],
        StatusCodes.Status503ServiceUnavailable => [OurHeaders.CorrelationId, HeaderNames.RetryAfter, .. operation.ProblemHeaders, .. Plan],
        _ => [OurHeaders.CorrelationId, .. operation.ProblemHeaders, .. Plan],
    };
}
