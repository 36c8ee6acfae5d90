using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sentiment.Hosting;
using Sentiment.Hosting.Tests;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Packages;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Pools;

/// <summary>A whole pool on real sockets, with a model that tests can compute and hold. An error that no test has asked for fails it.</summary>
internal sealed class TestPool : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly TemporaryFolder _package;

    private TestPool(WebApplication app, TemporaryFolder package, WordBackend backend, int port, int managementPort)
    {
        _app = app;
        _package = package;
        Backend = backend;
        Port = port;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{managementPort}") };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    public HttpClient Management { get; }

    public WordBackend Backend { get; }

    /// <summary>Errors that the pool logged; a test that expects one takes it out.</summary>
    public LoggedErrors Errors { get; } = new();

    /// <summary>All that it logged.</summary>
    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <summary>A pool that is ready.</summary>
    public static Task<TestPool> StartAsync(params IReadOnlyList<string> arguments) => StartAsync(new TestModel(), arguments);

    /// <summary>The same with a model that reads more, or has golden texts.</summary>
    public static async Task<TestPool> StartAsync(TestModel model, params IReadOnlyList<string> arguments)
    {
        var pool = await StartLoadingAsync(new WordBackend(), model, arguments);
        await Poll.UntilAsync(() => pool.IsReadyAsync(), Limit, TestContext.Current.CancellationToken);
        return pool;
    }

    /// <summary>A pool that listens; its model may still be loading.</summary>
    public static async Task<TestPool> StartLoadingAsync(WordBackend backend, TestModel model, params IReadOnlyList<string> arguments)
    {
        var package = new TemporaryFolder();
        TinyPackage.Write(package.Path, new Dictionary<string, byte[]>(), model.MaximumTokens, model.Golden, model.Baseline);
        var (port, managementPort) = (FreePorts.Take(), FreePorts.Take());
        var builder = SentimentHost.CreateBuilder(
        [
            "--environment=Development", $"--Sentiment:Listen:Port={port}", $"--Sentiment:Listen:ManagementPort={managementPort}",
            $"--Sentiment:Model:Path={package.Path}",
            // One run at a time, so that a test can hold it.
            "--Sentiment:Batching:Workers=1", .. arguments,
        ]);
        builder.Logging.ClearProviders();
        builder.Services.AddServing().AddSingleton<IModelBackend>(backend);
        var app = builder.Build();
        var pool = new TestPool(app, package, backend, port, managementPort);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(pool.Errors);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(pool.Log);
        app.UseServing();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return pool;
    }

    public Task<HttpResponseMessage> PredictAsync(string text, Action<HttpRequestMessage>? change = null) =>
        PostAsync(EndpointExtensions.PredictPath, $$"""{"text": {{System.Text.Json.JsonSerializer.Serialize(text)}}}""", change);

    public Task<HttpResponseMessage> PredictBatchAsync(params IReadOnlyList<string> texts) =>
        PostAsync(EndpointExtensions.BatchPath, $$"""{"texts": {{System.Text.Json.JsonSerializer.Serialize(texts)}}}""");

    public Task<HttpResponseMessage> PostAsync(string path, string json, Action<HttpRequestMessage>? change = null) =>
        PostAsync(path, Encoding.UTF8.GetBytes(json), change);

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        change?.Invoke(request);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<string> MetricsAsync() => Management.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

    /// <summary>Waits for the host to stop itself.</summary>
    public Task StoppedAsync() => _app.WaitForShutdownAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Takes out the one error that was logged, which the test expects under this event id.</summary>
    public string TakeError(int eventId)
    {
        Assert.True(Errors.Messages.TryDequeue(out var error), "No error was logged.");
        Assert.Equal(eventId, error.Event.Id);
        return error.Text;
    }

    public async ValueTask DisposeAsync()
    {
        Backend.ReleaseLoads();
        Backend.ReleaseRuns();
        Client.Dispose();
        Management.Dispose();

        // As a service ends: its services must outlive the requests that are still under way.
        await _app.StopAsync(CancellationToken.None).WaitAsync(Limit);
        await _app.DisposeAsync();
        _package.Dispose();
        Assert.True(Errors.Messages.IsEmpty, string.Join('\n', Errors.Messages));
        Errors.Dispose();
        Log.Dispose();
    }

    private async ValueTask<bool> IsReadyAsync()
    {
        using var answer = await Management.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.OK;
    }
}

/// <summary>What a test's package says.</summary>
internal sealed record TestModel
{
    public int MaximumTokens { get; init; } = TinyPackage.MaximumTokens;

    public IReadOnlyList<GoldenText> Golden { get; init; } = [];

    public ModelBaseline? Baseline { get; init; } = TinyPackage.Baseline;
}
