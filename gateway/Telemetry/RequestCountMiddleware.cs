using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Telemetry;

/// <summary>Counts each request and each problem once, where it leaves, whichever step the answer comes from.</summary>
internal sealed class RequestCountMiddleware(RequestDelegate next, RequestMetrics requests, PredictionMetrics predictions)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Before the first byte, so that whoever has seen the answer finds it counted.
        context.Response.OnStarting(() =>
        {
            requests.Answered(context);
            if (context.Features.Get<ApiError>() is { } error)
            {
                predictions.Failed(error.Code);
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<PredictionMetrics>();
        services.AddSingleton<RequestMetrics>();
    }

    /// <summary>Around whatever answers.</summary>
    public static void UseRequestCount(this IApplicationBuilder app) => app.UseMiddleware<RequestCountMiddleware>();
}
