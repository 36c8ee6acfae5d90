using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Probes;

public static class ProbeExtensions
{
    public const string LivePath = "/health/live";

    public const string ReadyPath = "/health/ready";

    /// <summary>One word each, on both ports, never with a key: for kubelets, load balancers and the gateway.</summary>
    public static void MapProbes(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(LivePath, static () => Results.Text("live")).OnBothPorts();
        endpoints.MapGet(ReadyPath, static (HttpContext context, IReadiness readiness) =>
        {
            var report = readiness.Report();
            foreach (var (name, value) in report.Headers)
            {
                context.Response.Headers[name] = value;
            }

            return Results.Text(report.Word, statusCode: report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).OnBothPorts();
    }
}
