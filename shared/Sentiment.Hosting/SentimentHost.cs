using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Draining;
using Sentiment.Hosting.Health;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Metrics;
using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Supervision;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Hosting;

/// <summary>What every service starts from: the same configuration sources, endpoints, logs, metrics and exit codes.</summary>
public static class SentimentHost
{
    /// <summary>A builder with the common parts in place. Settings are found beside the executable, wherever it is started from.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Beside the builder: prometheus-net compiles its regular expressions when it is first used, which takes as long as the builder.
        var registry = Task.Run(MetricsExtensions.CreateRegistry);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // appsettings.json is part of the build: read once. What changes while the service runs comes from the files that are polled.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ContentRootPath = AppContext.BaseDirectory,
        });

        builder.Configuration.AddPolledSources(args);
        builder.Services.AddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // The one place that hands chance out: it is safe for many threads, and tests replace it.
        builder.Services.AddSingleton(Random.Shared);
#pragma warning restore RS0030
        builder.Services.AddSingleton(ServiceIdentity.Of(builder.Environment));
        builder.AddLogs();
        builder.AddTracing();
        builder.AddHealth();
        builder.Services.AddSingleton<HostExit>();
        builder.Services.AddSentimentMetrics(registry.GetAwaiter().GetResult());
        builder.Services.AddLiveConfiguration();
        builder.AddSecrets();
        builder.AddListening();
        builder.AddSupervision();
        builder.AddDraining();
        return builder;
    }

    /// <summary>Checks the whole configuration, then runs until the service is told to stop.</summary>
    /// <param name="app">The built service.</param>
    /// <param name="pipeline">Puts the request path together, once the configuration is known to be good: routes that are made of options need it.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunSentimentAsync(this WebApplication app, Action<WebApplication>? pipeline = null)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SentimentHost).FullName!);
        var unread = await app.Services.ReadSecretsAsync(CancellationToken.None);

        // Without its secrets much would look wrong that is not.
        var problems = unread.Count > 0 ? unread : ConfigurationCheck.FindProblems(app.Services);
        if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                HostLog.ConfigurationRefused(logger, problem);
            }

            await app.DisposeAsync();
            return HostExit.Configuration;
        }

        // Asked for now: the services are gone once the run is over.
        var exit = app.Services.GetRequiredService<HostExit>();
        var stopping = app.Lifetime.ApplicationStopping;
        app.UseDraining();
        pipeline?.Invoke(app);
        try
        {
            await app.RunAsync();
        }
        catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            HostLog.PortInUse(logger, failure.Message);
            return HostExit.Failure;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A part gave up while the others were still starting; it has said why and set the code.
        }

        return exit.Code;
    }
}
