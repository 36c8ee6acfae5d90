using HealthChecks.UI.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Health;

public static class HealthExtensions
{
    public const string Path = "/health";

    /// <summary>What every service checks; others add theirs by <c>AddHealthChecks()</c>.</summary>
    internal static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSentimentOptions<HealthOptions, HealthValidator>(HealthOptions.Section);
        builder.Services.AddHealthChecks()
            .AddCheck<ReadinessHealth>("readiness")
            .AddCheck<ConfigurationHealth>("configuration")
            .AddCheck<CertificatesHealth>("certificates")
            .AddCheck<DiskHealth>("disk");
        builder.Services.AddSingleton<StateChanges>();
        builder.Services.AddSingleton<IHealthCheckPublisher, HealthWatch>();
        builder.Services.AddHostedService<HealthWebhooks>();
        builder.Services.AddOptions<HealthCheckPublisherOptions>().Configure<IOptions<HealthOptions>>(static (publisher, health) =>
            (publisher.Period, publisher.Delay) = (health.Value.Interval, health.Value.Interval));

        // It says at each look what is unhealthy; we say it once.
        builder.Logging.AddFilter(typeof(HealthCheckService).Namespace, LogLevel.None);
    }

    /// <summary>All checks, in the format that HealthChecks UI reads: 200 while nothing is unhealthy, 503 otherwise.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHealthChecks(Path, new HealthCheckOptions { ResponseWriter = UIResponseWriter.WriteHealthCheckUIResponse })
            .OnManagementPort()
            .WithMetadata(new RequiredScope(Scope.Metrics), new Unlogged());
}
