using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Hosting.Logs;

/// <summary>One line a request, when it has been answered. Probes and scrapes, which come every second, have none.</summary>
internal sealed partial class AccessLog(IOptions<LogsOptions> options, Random random, ILogger<AccessLog> logger)
{
    public void Answered(HttpContext context, RequestContext request, in RequestOutcome outcome)
    {
        // What a probe says is no failure of the one who answers it.
        var isChatter = outcome.Error is null && context.GetEndpoint()?.Metadata.GetMetadata<Unlogged>() is not null;
        var level = outcome.IsOurs ? LogLevel.Warning : LogLevel.Information;
        if (isChatter || !logger.IsEnabled(level) || !(outcome.IsOurs || IsDrawn()))
        {
            return;
        }

        var route = outcome.Route ?? "unknown";
        var milliseconds = request.Deadline.Elapsed.TotalMilliseconds;
        var client = context.Features.Get<Client>()?.Name;
        if (outcome.Error is { } error)
        {
            var code = ErrorCatalog.Wire(error.Code);
            Refused(level, outcome.Method, route, outcome.Status, code, milliseconds, client, request.CorrelationId);
        }
        else if (context.Features.Get<RequestFacts>() is { } facts)
        {
            Predicted(
                level, outcome.Method, route, outcome.Status, milliseconds, client, facts.Backend, facts.Arm, facts.Cached, facts.Texts, facts.TextLength, facts.Label, facts.Score,
                request.CorrelationId);
        }
        else
        {
            Done(level, outcome.Method, route, outcome.Status, milliseconds, client, request.CorrelationId);
        }
    }

    private bool IsDrawn() => options.Value.RequestShare >= 1 || random.NextDouble() < options.Value.RequestShare;

    [LoggerMessage(EventId = 150, Message = "Prediction completed: {Method} {Route} {Status} in {DurationMs} ms; client {Client}, backend {Backend}, arm {Arm}, cached {Cached}, texts {Texts}, text length {TextLength}, label {Label}, score {Score}, correlation id {CorrelationId}")]
    private partial void Predicted(
        LogLevel level, string method, string route, int status, double durationMs, string? client, string backend, string? arm, bool? cached, int texts, int textLength, string? label, double? score, string correlationId);

    [LoggerMessage(EventId = 151, Message = "Refused: {Method} {Route} {Status} {Code} in {DurationMs} ms; client {Client}, correlation id {CorrelationId}")]
    private partial void Refused(LogLevel level, string method, string route, int status, string code, double durationMs, string? client, string correlationId);

    [LoggerMessage(EventId = 152, Message = "Answered: {Method} {Route} {Status} in {DurationMs} ms; client {Client}, correlation id {CorrelationId}")]
    private partial void Done(LogLevel level, string method, string route, int status, double durationMs, string? client, string correlationId);
}

/// <summary>Metadata of an endpoint whose answers are not worth a line: probes and scrapes.</summary>
public sealed class Unlogged;
