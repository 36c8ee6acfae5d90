using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Errors;

public static class ErrorExtensions
{
    /// <summary>First in the pipeline but for the request context, which it needs.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseMiddleware<ErrorMiddleware>();

    /// <summary>Serves <c>docs/errors.md</c> where the <c>type</c> of every problem points, without a key.</summary>
    public static IEndpointConventionBuilder MapErrorDocumentation(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(ErrorCatalog.DocumentationPath, static () => Results.Stream(
            typeof(ErrorExtensions).Assembly.GetManifestResourceStream("errors.md")!, "text/plain; charset=utf-8")).OnBothPorts();
}
