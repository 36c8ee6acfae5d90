using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Draining;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Health;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Metrics;
using Sentiment.Hosting.Probes;
using Sentiment.Hosting.Requests;
using Sentiment.Hosting.Secrets;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests;

/// <summary>The smallest service that uses everything of the host, on real sockets.</summary>
internal sealed class SampleService : IAsyncDisposable
{
    public const int BodyLimit = 1_000;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _dropped = new();
    private int _inFlight;

    private SampleService(WebApplication app, int port, int managementPort)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{managementPort}") };
        Port = port;
    }

    public int Port { get; }

    /// <summary>Requests that have reached the pipeline and not left it.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public HttpClient Client { get; }

    public HttpClient Management { get; }

    public ReadinessReport Readiness { get; set; } = new(IsReady: true, "ready");

    /// <summary>Errors that the service logged; a test that expects one clears it.</summary>
    public LoggedErrors Errors { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <summary>All that the service logged.</summary>
    public RecordedLog Log { get; } = new();

    public static WebApplicationBuilder CreateBuilder(int port, int managementPort, params string[] more)
    {
        var builder = SentimentHost.CreateBuilder([$"--Sentiment:Listen:Port={port}", $"--Sentiment:Listen:ManagementPort={managementPort}", .. more]);
        builder.Services.AddKeys<KeysOptions, SampleKeysValidator>();
        return builder;
    }

    public static async Task<SampleService> StartAsync(params string[] more)
    {
        var (port, managementPort) = (FreePorts.Take(), FreePorts.Take());
        var builder = CreateBuilder(port, managementPort, more);
        SampleService? service = null;
        builder.Services.AddSingleton<IReadiness>(new DelegatedReadiness(() => service!.Readiness));
        var app = builder.Build();
        service = new SampleService(app, port, managementPort);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(service.Errors);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(service.Log);
        app.UseDraining();
        Assert.Empty(await app.Services.ReadSecretsAsync(TestContext.Current.CancellationToken));
        service.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public T Of<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Told to stop, as by a signal, and waited for.</summary>
    public async Task StopAsync()
    {
        _app.Lifetime.StopApplication();
        await _app.StopAsync(_dropped.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Management.Dispose();
        await _dropped.CancelAsync();

        // As a service ends: its services must outlive the requests that are still under way.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _dropped.Dispose();
        Assert.True(Errors.Messages.IsEmpty, string.Join('\n', Errors.Messages));
        Errors.Dispose();
        Log.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            Interlocked.Increment(ref _inFlight);
            try
            {
                await next(context);
            }
            finally
            {
                Interlocked.Decrement(ref _inFlight);
            }
        });
        app.UseRequestContext();
        app.UseProblems();
        app.UseRouting();
        app.UsePortSeparation();
        app.UseManagementKeys();
        app.MapProbes();
        app.MapSentimentMetrics();
        app.MapHealth();
        app.MapErrorDocumentation();
        app.MapGet("/admin/thing", static () => "administered").OnManagementPort();
        app.MapPost("/echo", EchoAsync);
        app.MapGet("/break", static IResult () => throw new InvalidDataException("a broken promise"));
        app.MapGet("/time", static (HttpContext context) =>
        {
            context.RequestContext().Timing.Add("infer", TimeSpan.FromMilliseconds(1.25));
            context.RequestContext().Timing.Append("queue;dur=2");
            return Results.Text("timed");
        });
    }

    private static async Task EchoAsync(HttpContext context)
    {
        var outcome = await RequestBody.ReadAsync(context, BodyLimit);
        if (!outcome.Succeeded(out var body, out var error))
        {
            await ProblemResponse.WriteAsync(context, error);
            return;
        }

        using (body)
        {
            await context.Response.Body.WriteAsync(body.Utf8.ToArray(), context.RequestAborted);
        }
    }

    private sealed class SampleKeysValidator : IValidateOptions<KeysOptions>
    {
        public ValidateOptionsResult Validate(string? name, KeysOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            KeyRules.Check(options, pepperIsNeeded: false, result);
            return result.Build();
        }
    }

    private sealed class DelegatedReadiness(Func<ReadinessReport> report) : IReadiness
    {
        public ReadinessReport Report() => report();
    }
}
