using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Telemetry;

/// <summary>Counts each problem once, where it leaves, whichever step it comes from.</summary>
internal sealed class ErrorCountMiddleware(RequestDelegate next, PredictionMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Before the first byte, so that whoever has seen the answer finds it counted.
        context.Response.OnStarting(() =>
        {
            if (context.Features.Get<ApiError>() is { } error)
            {
                metrics.Failed(error.Code);
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IServiceCollection services) => services.AddSingleton<PredictionMetrics>();

    /// <summary>Around whatever writes problems.</summary>
    public static void UseErrorCount(this IApplicationBuilder app) => app.UseMiddleware<ErrorCountMiddleware>();
}
