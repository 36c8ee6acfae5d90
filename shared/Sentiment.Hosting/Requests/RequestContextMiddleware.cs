using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Hosting.Requests;

/// <summary>Step 1 of every request: who it is (correlation id), by when it must be answered, the stopwatch, and the span around it all.</summary>
internal sealed class RequestContextMiddleware(RequestDelegate next, TimeProvider time, AccessLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var refusal = ReadTimeout(context.Request, out var timeout);
        using var deadline = new RequestDeadline(time, timeout, context.RequestAborted);
        var request = new RequestContext(CorrelationId.Of(context.Request), deadline, new ServerTiming());
        using var span = Spans.StartRequest(TraceParent.Of(context.Request.Headers), request.CorrelationId);
        context.Features.Set(request);
        context.Response.Headers[HeaderNames.CorrelationId] = request.CorrelationId;
        context.Response.OnStarting(WriteTimingAsync, context);
        try
        {
            await (refusal is null ? next(context) : ProblemResponse.WriteAsync(context, refusal));
        }
        finally
        {
            var outcome = RequestOutcome.Of(context);
            RequestSpan.End(span, context, outcome, time.GetUtcNow());

            // Still within the span, for its ids.
            log.Answered(context, request, outcome);
        }
    }

    private static Task WriteTimingAsync(object state)
    {
        var context = (HttpContext)state;
        if (context.RequestContext().Timing is { IsEmpty: false } timing)
        {
            context.Response.Headers[HeaderNames.ServerTiming] = timing.ToString();
        }

        return Task.CompletedTask;
    }

    private static ApiError? ReadTimeout(HttpRequest request, out TimeSpan timeout)
    {
        timeout = Limits.DefaultTimeout;
        if (!request.Headers.TryGetValue(HeaderNames.RequestTimeoutMs, out var sent))
        {
            return null;
        }

        if (int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && TimeSpan.FromMilliseconds(milliseconds) is var asked
            && asked >= Limits.MinimumTimeout && asked <= Limits.MaximumTimeout)
        {
            timeout = asked;
            return null;
        }

        return new ApiError(
            ErrorCode.MalformedRequest,
            $"{HeaderNames.RequestTimeoutMs} must be a whole number from {Limits.MinimumTimeout.TotalMilliseconds} to {Limits.MaximumTimeout.TotalMilliseconds}.")
        { Field = HeaderNames.RequestTimeoutMs };
    }
}

public static class RequestContextExtensions
{
    /// <summary>The very first step: everything after it may ask for <see cref="RequestContextAccess.RequestContext"/>.</summary>
    public static IApplicationBuilder UseRequestContext(this IApplicationBuilder app) => app.UseMiddleware<RequestContextMiddleware>();
}
