using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>A server on a real port that plays a pool: by default a good one, by script anything.</summary>
internal sealed class ScriptedPool : IAsyncDisposable
{
    private readonly HttpsConnectionAdapterOptions? _https;
    private WebApplication? _app;

    private ScriptedPool(int port, HttpsConnectionAdapterOptions? https) => (Port, _https) = (port, https);

    public int Port { get; }

    public Uri Address => new($"{(_https is null ? "http" : "https")}://127.0.0.1:{Port}");

    /// <summary>Plays everything but the probes. Null: <see cref="PoolScript.Good"/>.</summary>
    public RequestDelegate? Script { get; set; }

    public bool IsReady { get; set; } = true;

    /// <summary>What probes and good answers say that it serves.</summary>
    public string Digest { get; set; } = PoolScript.Digest;

    /// <summary>Calls other than probes, in the order of their arrival.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    public static async Task<ScriptedPool> StartAsync(HttpsConnectionAdapterOptions? https = null)
    {
        var pool = new ScriptedPool(FreePorts.Take(), https);
        await pool.BeginAsync();
        return pool;
    }

    /// <summary>Listens on its port, for the first time or again.</summary>
    public async Task BeginAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.ListenLocalhost(Port, listen =>
        {
            if (_https is not null)
            {
                listen.UseHttps(_https);
            }
        }));
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
    }

    /// <summary>Breaks every connection and listens no more, as after kill -9.</summary>
    public async Task KillAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public void Reset()
    {
        Script = null;
        IsReady = true;
        Digest = PoolScript.Digest;
        Calls.Clear();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/health/ready")
        {
            context.Response.StatusCode = IsReady ? 200 : 503;
            context.Response.Headers[HeaderNames.ModelDigest] = Digest;
            context.Response.Headers[HeaderNames.QueuedTokens] = "0";
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Calls.Enqueue(new ReceivedCall(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString.Value,
            context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        context.Items[PoolScript.Body] = body;
        context.Items[PoolScript.Serving] = Digest;
        await (Script ?? PoolScript.Good)(context);
    }
}

/// <summary>What came in.</summary>
internal sealed record ReceivedCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
