using Microsoft.OpenApi;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Passthrough;
using Sentiment.Gateway.RateLimiting;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Documentation;

/// <summary>
/// The calls that are passed through to a pool. YARP's routes have no types; a pool answers in the shapes of the gateway's own endpoints, so these
/// lend theirs.
/// </summary>
internal static class PoolOperations
{
    private static readonly string[] Parameters = [RequestParameters.PoolArm, OurHeaders.Backend, OurHeaders.RequestTimeoutMs, OurHeaders.CorrelationId];

    private static readonly string[] Headers =
    [
        OurHeaders.CorrelationId, OurHeaders.Backend, OurHeaders.ServedArm, OurHeaders.ModelDigest, OurHeaders.ServerTiming, RateLimitHeaders.Remaining,
        RateLimitHeaders.Policy,
    ];

    private static readonly (string Path, HttpMethod Method, Operation Operation)[] All =
    [
        ("/api/v1/predict", HttpMethod.Post, Of(Operations.Predict, Examples.PoolPredictAnswers, "Predict one text with this arm's pool") with
        {
            Headers = Headers,
            Errors = [.. Operations.Predicting, .. Operations.OneText, ErrorCode.ModelNotLoaded],
        }),
        ("/api/v1/predict/batch", HttpMethod.Post, Of(Operations.PredictBatch, Examples.PoolBatchAnswers, "Predict many texts with this arm's pool") with
        {
            Headers = Headers,
            Errors = [.. Operations.Predicting, .. Operations.ManyTexts, ErrorCode.ModelNotLoaded],
        }),
        ("/api/v1/models", HttpMethod.Get, Of(Operations.ListModels, Examples.PoolModelsAnswers, "Show what this arm's pool serves") with
        {
            Headers = [.. Headers.Except([OurHeaders.ServerTiming], StringComparer.Ordinal)],
            Errors = [.. Operations.Always, ErrorCode.UnknownBackendOrArm, ErrorCode.NoReplica, ErrorCode.DeadlinePassed],
        }),
    ];

    /// <param name="document">Has the gateway's own paths.</param>
    public static void Write(OpenApiDocument document)
    {
        foreach (var (path, method, operation) in All)
        {
            var twin = document.Paths[path].Operations![method];
            var target = new OpenApiOperation { RequestBody = twin.RequestBody, Responses = new OpenApiResponses { [OperationWriter.Ok] = SameShape(twin) } };
            OperationWriter.Write(target, operation, document);
            document.Paths.Add(
                PassthroughRoutes.PrefixOf($"{{{RequestParameters.PoolArm}}}") + path,
                new OpenApiPathItem { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [method] = target } });
        }
    }

    private static Operation Of(Operation twin, IReadOnlyList<Example> answers, string summary) => twin with
    {
        Id = $"pool_{twin.Id}",
        Tag = Tags.Pools,
        Summary = summary,
        Description = "One of the arm's replicas answers, as when it is called directly: what only the gateway knows (`arm`, `cached`) is not there.",
        Parameters = Parameters,
        ProblemHeaders = [OurHeaders.Backend, OurHeaders.ServedArm, OurHeaders.ModelDigest],
        Answers = answers,
    };

    private static OpenApiResponse SameShape(OpenApiOperation twin) => new()
    {
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [OperationWriter.Json] = new() { Schema = twin.Responses![OperationWriter.Ok].Content![OperationWriter.Json].Schema },
        },
    };
}
