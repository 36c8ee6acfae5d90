using Prometheus;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Feedback;
using Sentiment.Gateway.Passthrough;
using Sentiment.Gateway.Predictions;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Telemetry;

/// <summary>Requests by what became of them: what a service level is measured on. Probes and scrapes are no requests.</summary>
internal sealed class RequestMetrics
{
    /// <summary>What is neither a call of the contract nor passed through: pages, and paths that do not exist.</summary>
    private const string Other = "other";

    private const string Ok = "ok";
    private const string ClientError = "client_error";

    /// <summary>5xx, for a reason of ours.</summary>
    public const string ServerError = "server_error";

    /// <summary>Not answered in a time that the caller has made shorter than it is: no failure of ours.</summary>
    private const string Deadline = "deadline";

    private static readonly string[] Routes = [PredictionExtensions.Predict, PredictionExtensions.Batch, PredictionExtensions.Models, FeedbackEndpoint.Path, PassthroughRoutes.Prefix, Other];

    private static readonly string[] Results = [Ok, ClientError, Deadline, ServerError];

    private readonly Counter _requests;

    public RequestMetrics(IMetricFactory metrics)
    {
        _requests = metrics.CreateCounter(
            "ml_requests_total",
            "Requests that were answered: ok, client_error (4xx), deadline (503 or 504 to a caller who gave less time than usual) or server_error (other 5xx). Probes and scrapes are not counted.",
            ["route", "result"]);
        foreach (var route in Routes)
        {
            foreach (var result in Results)
            {
                _requests.WithLabels(route, result);
            }
        }
    }

    public void Answered(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<Unlogged>() is null)
        {
            _requests.WithLabels(RouteOf(endpoint), ResultOf(context)).Inc();
        }
    }

    /// <returns>Calls of the API since the start: neither pages nor what was passed through.</returns>
    public double Calls() => Results.Sum(Calls);

    /// <param name="result">One of the constants.</param>
    /// <inheritdoc cref="Calls()"/>
    public double Calls(string result) =>
        Routes.Where(static route => route is not (Other or PassthroughRoutes.Prefix)).Sum(route => _requests.WithLabels(route, result).Value);

    private static string RouteOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText switch
    {
        { } pattern when pattern.StartsWith(PassthroughRoutes.Prefix, StringComparison.Ordinal) => PassthroughRoutes.Prefix,
        { } pattern when Routes.Contains(pattern) => pattern,
        _ => Other,
    };

    private static string ResultOf(HttpContext context) => context.Response.StatusCode switch
    {
        < StatusCodes.Status400BadRequest => Ok,
        < StatusCodes.Status500InternalServerError => ClientError,
        _ when context.Features.Get<ApiError>() is { Code: ErrorCode.DeadlinePassed or ErrorCode.Overloaded }
            && context.RequestContext().Deadline.Timeout < Limits.DefaultTimeout => Deadline,
        _ => ServerError,
    };
}
