using Microsoft.AspNetCore.Http.Features;
using Sentiment.Gateway.RateLimiting.Shared;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.RateLimiting;

internal static class RateLimitExtensions
{
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddLiveOptions<RateLimitsOptions, RateLimitsValidator>(RateLimitsOptions.Section);
        services.AddSingleton<RateLimitMetrics>();
        services.AddSingleton<SharedLimits>();
        services.AddSingleton<RateLimiter>();
        services.AddHostedService<TokenFlush>();
    }

    /// <summary>Step 3. After auth: a caller has a plan.</summary>
    public static void UseRateLimits(this IApplicationBuilder app) => app.UseMiddleware<RateLimitMiddleware>();

    /// <summary>What the request has been charged so far.</summary>
    public static Charge Charge(this HttpContext context) => context.Features.GetRequiredFeature<Charge>();
}
