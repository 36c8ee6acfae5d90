using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Probes;

public static class ProbeExtensions
{
    public const string LivePath = "/health/live";

    public const string ReadyPath = "/health/ready";

    /// <summary>One word each, on both ports, never with a key: for kubelets, load balancers and the gateway.</summary>
    public static void MapProbes(this IEndpointRouteBuilder endpoints)
    {
        // Typed as what routing runs: a handler with other parameters is compiled at the start, and a start is what a probe waits for.
        endpoints.MapGet(LivePath, static context => WriteAsync(context, StatusCodes.Status200OK, "live")).OnBothPorts().WithMetadata(new Unlogged());
        var readiness = endpoints.ServiceProvider.GetRequiredService<IReadiness>();
        endpoints.MapGet(ReadyPath, context =>
        {
            var report = readiness.Report();
            foreach (var (name, value) in report.Headers)
            {
                context.Response.Headers[name] = value;
            }

            return WriteAsync(context, report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, report.Word);
        }).OnBothPorts().WithMetadata(new Unlogged());
    }

    private static Task WriteAsync(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = word.Length;
        return context.Response.WriteAsync(word);
    }
}
