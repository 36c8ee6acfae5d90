using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sentiment.Hosting;
using Sentiment.Hosting.Requests;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Tests.Packages;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Allocations;

/// <summary>A pool that is called on the test's own thread, where what it allocates can be counted: a free worker runs a request's text there.</summary>
public sealed class InProcessPool : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _package = new();
    private readonly IHttpResponseBodyFeature _answers = new StreamResponseBodyFeature(Stream.Null);
    private readonly WebApplication _app;
    private readonly RequestDelegate _predict;

    public InProcessPool()
    {
        TinyPackage.Write(_package.Path, new Dictionary<string, byte[]>());
        var builder = SentimentHost.CreateBuilder(
        [
            "--environment=Development", $"--Sentiment:Listen:Port={FreePorts.Take()}", $"--Sentiment:Listen:ManagementPort={FreePorts.Take()}",
            $"--Sentiment:Model:Path={_package.Path}", "--Sentiment:Batching:Workers=1",
        ]);
        builder.Logging.ClearProviders();
        builder.Services.AddServing().AddSingleton<IModelBackend, SilentBackend>();
        _app = builder.Build();
        var branch = new ApplicationBuilder(_app.Services);
        branch.UseRequestContext();
        branch.Run(_app.Services.GetRequiredService<PredictionEndpoints>().PredictAsync);
        _predict = branch.Build();
    }

    internal ServedModel Model { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _app.UseServing();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        var state = _app.Services.GetRequiredService<ModelState>();
        await Poll.UntilAsync(() => state.Ready is not null, Limit, TestContext.Current.CancellationToken);
        Model = state.Ready!;
    }

    /// <summary>A request that is ready to be sent, with no server's buffers around it.</summary>
    internal DefaultHttpContext Request(string text)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"text": "{{text}}"}""");
        var context = new DefaultHttpContext { RequestServices = _app.Services };
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = EndpointExtensions.PredictPath;
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = body.Length;
        context.Features.Set<IRequestBodyPipeFeature>(new BodyInMemory(body));
        context.Features.Set(_answers);
        return context;
    }

    internal void Predict(DefaultHttpContext request)
    {
        var answer = _predict(request);
        Assert.True(answer.IsCompletedSuccessfully, "The request went on on another thread, where nobody counts.");
        Assert.Equal(StatusCodes.Status200OK, request.Response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _package.Dispose();
    }

    private sealed class BodyInMemory(byte[] body) : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(body));
    }
}
