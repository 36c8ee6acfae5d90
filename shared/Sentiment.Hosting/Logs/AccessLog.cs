using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Hosting.Logs;

/// <summary>One line a request, when it has been answered. Probes and scrapes, which come every second and say nothing, have none.</summary>
internal sealed partial class AccessLog(IOptions<LogsOptions> options, Random random, ILogger<AccessLog> logger)
{
    public void Answered(HttpContext context, RequestContext request)
    {
        var status = context.Response.StatusCode;
        var isOurs = status >= StatusCodes.Status500InternalServerError;
        if (!logger.IsEnabled(isOurs ? LogLevel.Warning : LogLevel.Information) || IsChatter(context, status) || !(isOurs || IsDrawn()))
        {
            return;
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown";
        var milliseconds = request.Deadline.Elapsed.TotalMilliseconds;
        var client = context.Features.Get<Client>()?.Name;
        if (context.Features.Get<ApiError>() is { } error)
        {
            var (level, code) = (isOurs ? LogLevel.Warning : LogLevel.Information, ErrorCatalog.Wire(error.Code));
            Refused(level, context.Request.Method, route, status, code, milliseconds, client, request.CorrelationId);
        }
        else if (context.Features.Get<RequestFacts>() is { } facts)
        {
            Predicted(
                context.Request.Method, route, status, milliseconds, client, facts.Backend, facts.Arm, facts.Cached, facts.Texts, facts.TextLength, facts.Label, facts.Score,
                request.CorrelationId);
        }
        else
        {
            Done(context.Request.Method, route, status, milliseconds, client, request.CorrelationId);
        }
    }

    private bool IsDrawn() => options.Value.RequestShare >= 1 || random.NextDouble() < options.Value.RequestShare;

    // By the endpoint and not the path: what is not there at all is worth a line.
    private static bool IsChatter(HttpContext context, int status) =>
        status < StatusCodes.Status400BadRequest && context.GetEndpoint()?.Metadata.GetMetadata<Unlogged>() is not null;

    [LoggerMessage(150, LogLevel.Information, "Prediction completed: {Method} {Route} {Status} in {DurationMs} ms; client {Client}, backend {Backend}, arm {Arm}, cached {Cached}, texts {Texts}, text length {TextLength}, label {Label}, score {Score}, correlation id {CorrelationId}")]
    private partial void Predicted(
        string method, string route, int status, double durationMs, string? client, string backend, string? arm, bool? cached, int texts, int textLength, string? label, double? score, string correlationId);

    [LoggerMessage(EventId = 151, Message = "Refused: {Method} {Route} {Status} {Code} in {DurationMs} ms; client {Client}, correlation id {CorrelationId}")]
    private partial void Refused(LogLevel level, string method, string route, int status, string code, double durationMs, string? client, string correlationId);

    [LoggerMessage(152, LogLevel.Information, "Answered: {Method} {Route} {Status} in {DurationMs} ms; client {Client}, correlation id {CorrelationId}")]
    private partial void Done(string method, string route, int status, double durationMs, string? client, string correlationId);
}

/// <summary>Metadata of an endpoint whose every good answer is not worth a line.</summary>
public sealed class Unlogged;
