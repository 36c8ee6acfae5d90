using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Tracing;

public static class TracingExtensions
{
    internal static void AddTracing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSentimentOptions<TracingOptions, TracingValidator>(TracingOptions.Section);
        if (builder.Configuration[$"{OptionsSection.PathOf(TracingOptions.Section)}:{nameof(TracingOptions.Endpoint)}"] is not { Length: > 0 })
        {
            // Nothing of the SDK is loaded then.
            return;
        }

        builder.Services.AddOpenTelemetry().WithTracing(static traces => traces
            .AddSource(Spans.SourceName)
            .ConfigureResource(static resource => resource.AddDetector(static services =>
                new IdentityDetector(services.GetRequiredService<ServiceIdentity>())))
            .SetSampler(static services => new RequestSampler(
                services.GetRequiredService<IOptions<TracingOptions>>().Value.SampledShare,
                services.GetService<BelievedCallers>() is not null,
                services.GetRequiredService<Random>()))
            .AddOtlpExporter());
        builder.Services.AddOptions<OtlpExporterOptions>().Configure<IOptions<TracingOptions>>(static (exporter, tracing) =>
            (exporter.Endpoint, exporter.Protocol) = (tracing.Value.Endpoint!, tracing.Value.Protocol));
    }

    /// <summary>For services that only our own call: what their callers record is recorded here.</summary>
    public static IServiceCollection AddBelievedCallers(this IServiceCollection services)
    {
        services.TryAddSingleton<BelievedCallers>();
        return services;
    }

    private sealed class BelievedCallers;

    private sealed class IdentityDetector(ServiceIdentity service) : IResourceDetector
    {
        public Resource Detect() => new(
        [
            new("service.name", service.Name), new("service.version", service.Version), new("service.instance.id", $"{Environment.MachineName}-{Environment.ProcessId}"),
        ]);
    }
}
