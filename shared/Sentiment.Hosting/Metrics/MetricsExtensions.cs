using System.Diagnostics;
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
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);

        // Every request has a trace id, and an exemplar is to lead to a trace.
        factory.ExemplarBehavior = new ExemplarBehavior
        {
            DefaultExemplarProvider = static (_, _) => Activity.Current is { Recorded: true } ? Exemplar.FromTraceContext() : Exemplar.None,
        };
        services.AddSingleton<IMetricFactory>(factory);
    }

    public static void MapSentimentMetrics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMetrics(Path, endpoints.ServiceProvider.GetRequiredService<CollectorRegistry>()).OnManagementPort()
            .WithMetadata(new RequiredScope(Scope.Metrics), new Unlogged());
}
