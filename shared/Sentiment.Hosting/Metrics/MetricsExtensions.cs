using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prometheus;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Metrics;

public static class MetricsExtensions
{
    public const string Path = "/metrics";

    /// <summary>
    /// A registry of this host's own: two hosts in one process do not count into each other. Only what we declare is published;
    /// the framework's meters, with their unbounded labels, stay out.
    /// </summary>
    internal static CollectorRegistry CreateRegistry()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        DotNetStats.Register(registry);
        return registry;
    }

    internal static void AddSentimentMetrics(this IServiceCollection services, CollectorRegistry registry)
    {
        services.AddSingleton(registry);
        services.AddSingleton<IMetricFactory>(Prometheus.Metrics.WithCustomRegistry(registry));
    }

    public static void MapSentimentMetrics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMetrics(Path, endpoints.ServiceProvider.GetRequiredService<CollectorRegistry>()).OnManagementPort()
            .WithMetadata(new RequiredScope(Scope.Metrics), new Unlogged());
}
