using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;

namespace Sentiment.Hosting.Tracing;

/// <summary>What a recorded request's span says of it, by OpenTelemetry's conventions for HTTP. Never an address, a key or a query.</summary>
internal static class RequestSpan
{
    public static void End(Activity span, HttpContext context, DateTimeOffset now)
    {
        if (!span.Recorded)
        {
            return;
        }

        span.SetEndTime(now.UtcDateTime);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        span.SetTag("sentiment.client", context.Features.Get<Client>()?.Name);
        if (context.Features.Get<ApiError>() is { } error)
        {
            span.SetTag("error.type", ErrorCatalog.Wire(error.Code));
        }

        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
