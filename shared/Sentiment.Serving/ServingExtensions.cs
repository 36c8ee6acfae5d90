using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Health;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Metrics;
using Sentiment.Hosting.Probes;
using Sentiment.Hosting.Requests;
using Sentiment.Hosting.Tracing;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Auth;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Drift;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Telemetry;

namespace Sentiment.Serving;

/// <summary>The engine that all pools share. A pool adds its <see cref="Backends.IModelBackend"/>.</summary>
public static class ServingExtensions
{
    public static IServiceCollection AddServing(this IServiceCollection services) => services
        .AddPoolAuth()
        .AddAdmission()
        .AddBatching()
        .AddModelStartup()
        .AddDrift()
        .AddPredictionEndpoints()
        .AddSingleton<ServingMetrics>()
        .AddBelievedCallers()

        // A request is read, run and answered on the thread that its socket woke, without a change of threads before and after. What waits
        // meanwhile is woken on other threads, of which there is one more a worker.
        .Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);

    /// <summary>What happens to a request before <see cref="ServingPipeline"/> sees it, in order.</summary>
    public static void UseServing(this WebApplication app)
    {
        // Takes longest of all: it is loaded while the routes are made and the server starts.
        app.Services.GetRequiredService<ModelStartup>().Begin();

        // Correlation id, deadline and stopwatch: all that follows needs them.
        app.UseRequestContext();

        // Whatever goes wrong from here on is answered as a problem.
        app.UseProblems();

        // Routes are known before anything is asked of them.
        app.UseRouting();

        // Management endpoints do not exist on the public port.
        app.UsePortSeparation();

        // Refusals say who refused, too.
        app.UsePoolHeaders();

        // From headers alone, before a byte of the body is read.
        app.UsePoolKey();

        app.MapPredictions();
        app.MapProbes();
        app.MapSentimentMetrics();
        app.MapHealth();
        app.MapErrorDocumentation();
    }
}
