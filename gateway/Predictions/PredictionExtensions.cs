using Sentiment.Contracts.Models;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Documentation;
using Sentiment.Gateway.RateLimiting;

namespace Sentiment.Gateway.Predictions;

internal static class PredictionExtensions
{
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
        var api = endpoints.MapGroup("/api/v1");
        api.MapPost("/predict", static (HttpContext context, PredictEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithMetadata(new TextsCharged(1))
            .Describe<PredictBody, Prediction>(static () => Operations.Predict);
        api.MapPost("/predict/batch", static (HttpContext context, BatchEndpoint endpoint) => endpoint.HandleAsync(context))
            .Describe<BatchBody, BatchResponse>(static () => Operations.PredictBatch);
        api.MapGet("/models", static (HttpContext context, ModelsEndpoint endpoint) => endpoint.HandleAsync(context))
            .Describe<ModelsResponse>(static () => Operations.ListModels);
    }
}
