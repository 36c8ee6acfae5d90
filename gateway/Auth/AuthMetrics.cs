using Prometheus;
using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Auth;

/// <summary>How requests that need somebody were let in, or why not.</summary>
internal sealed class AuthMetrics
{
    public const string Key = "key";
    public const string Token = "token";
    public const string Anonymous = "anonymous";

    private static readonly (ErrorCode Code, string Result)[] Refusals =
    [
        (ErrorCode.CredentialsMissing, "missing"),
        (ErrorCode.CredentialsRefused, "refused"),
        (ErrorCode.RateLimited, "throttled"),
        (ErrorCode.NotAllowed, "scope"),
    ];

    private readonly Counter _requests;

    public AuthMetrics(IMetricFactory metrics)
    {
        _requests = metrics.CreateCounter(
            "ml_auth_requests_total",
            "Requests by how their caller was let in (key, token, anonymous) or why not (missing, refused, throttled after too many refusals, scope, which is counted besides the letting in).",
            ["result"]);
        foreach (var result in (string[])[Key, Token, Anonymous, .. Refusals.Select(static refusal => refusal.Result)])
        {
            _requests.WithLabels(result);
        }
    }

    /// <param name="by">One of the constants here.</param>
    public void LetIn(string by) => _requests.WithLabels(by).Inc();

    public void Refused(ErrorCode code)
    {
        foreach (var refusal in Refusals)
        {
            if (refusal.Code == code)
            {
                _requests.WithLabels(refusal.Result).Inc();
            }
        }
    }
}
