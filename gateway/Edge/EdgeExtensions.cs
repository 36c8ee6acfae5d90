using Sentiment.Gateway.Edge.Origins;
using Sentiment.Gateway.Edge.Proxies;
using Sentiment.Gateway.Telemetry;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Health;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Metrics;
using Sentiment.Hosting.Probes;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Edge;

internal static class EdgeExtensions
{
    public static void AddEdge(this IServiceCollection services)
    {
        services.AddOrigins();
        services.AddProxies();
        services.AddSingleton<IReadiness, GatewayReadiness>();
    }

    /// <summary>Step 1. Nothing of the body is read here.</summary>
    public static void UseEdge(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseOrigins();
        app.UseRequestCount();
        app.UseRequestContext();
        app.UseProblems();
        app.UseProxies();
        app.UseRouting();
        app.UsePortSeparation();
    }

    /// <summary>What answers without a key: for kubelets, scrapers, and readers of a problem's <c>type</c>.</summary>
    public static void MapOpenEndpoints(this WebApplication app)
    {
        var open = app.MapGroup(string.Empty).AllowAnonymous();
        open.MapProbes();
        open.MapErrorDocumentation();
        open.MapSentimentMetrics();
        open.MapHealth();
    }
}
