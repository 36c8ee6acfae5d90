using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Sentiment.Hosting.Draining;

/// <summary>
/// While a service drains, each answer closes its connection: a proxy that keeps connections would else find them closed when it has just sent
/// a request. HTTP/2 has a frame of its own for that, which Kestrel sends.
/// </summary>
internal sealed class LastAnswersMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    private readonly CancellationToken _stopping = lifetime.ApplicationStopping;

    public Task InvokeAsync(HttpContext context)
    {
        if (_stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }
}
