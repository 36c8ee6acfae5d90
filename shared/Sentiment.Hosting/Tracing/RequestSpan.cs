using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Tracing;

/// <summary>What a recorded request's span says of it, by OpenTelemetry's conventions for HTTP. Never an address, a key or a query.</summary>
internal static class RequestSpan
{
    public static void End(Activity span, HttpContext context, in RequestOutcome outcome, DateTimeOffset now)
    {
        if (!span.Recorded)
        {
            return;
        }

        span.SetEndTime(now.UtcDateTime);
        span.DisplayName = outcome.Route is { } route ? $"{outcome.Method} {route}" : outcome.Method;
        span.SetTag("http.request.method", outcome.Method);
        span.SetTag("http.route", outcome.Route);
        span.SetTag("http.response.status_code", outcome.Status);
        span.SetTag("sentiment.client", context.Features.Get<Client>()?.Name);
        if (outcome.Error is { } error)
        {
            span.SetTag("error.type", ErrorCatalog.Wire(error.Code));
        }

        if (outcome.IsOurs)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
