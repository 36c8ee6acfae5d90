using Sentiment.Contracts.Models;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Documentation;
using Sentiment.Gateway.RateLimiting;

namespace Sentiment.Gateway.Predictions;

internal static class PredictionExtensions
{
    public const string Predict = "/api/v1/predict";
    public const string Batch = "/api/v1/predict/batch";
    public const string Models = "/api/v1/models";

    public static void AddPredictions(this IServiceCollection services)
    {
        services.AddSingleton<PredictEndpoint>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<ModelsEndpoint>();
    }

    /// <summary>Steps 4 to 7, one handler an endpoint.</summary>
    public static void MapPredictions(this IEndpointRouteBuilder endpoints)
    {
        // Made now and not by the first request: every series exists from the first scrape.
        endpoints.ServiceProvider.GetRequiredService<CachedPool>();
        endpoints.MapPost(Predict, static (HttpContext context, PredictEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithMetadata(new TextsCharged(1))
            .Describe<PredictBody, Prediction>(static () => Operations.Predict);
        endpoints.MapPost(Batch, static (HttpContext context, BatchEndpoint endpoint) => endpoint.HandleAsync(context))
            .Describe<BatchBody, BatchResponse>(static () => Operations.PredictBatch);
        endpoints.MapGet(Models, static (HttpContext context, ModelsEndpoint endpoint) => endpoint.HandleAsync(context))
            .Describe<ModelsResponse>(static () => Operations.ListModels);
    }
}
