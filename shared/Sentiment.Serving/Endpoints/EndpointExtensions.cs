using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Serving.Auth;

namespace Sentiment.Serving.Endpoints;

internal static class EndpointExtensions
{
    public const string PredictPath = "/api/v1/predict";
    public const string BatchPath = "/api/v1/predict/batch";
    public const string ModelsPath = "/api/v1/models";

    public static IServiceCollection AddPredictionEndpoints(this IServiceCollection services) =>
        services.AddSingleton<ServingPipeline>().AddSingleton<PredictionEndpoints>();

    public static IApplicationBuilder UsePoolHeaders(this IApplicationBuilder app) => app.UseMiddleware<PoolHeadersMiddleware>();

    public static void MapPredictions(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<PredictionEndpoints>();
        routes.MapPost(PredictPath, endpoints.PredictAsync).RequirePoolKey();
        routes.MapPost(BatchPath, endpoints.PredictBatchAsync).RequirePoolKey();
        routes.MapGet(ModelsPath, endpoints.ListModelsAsync).RequirePoolKey();
    }
}
