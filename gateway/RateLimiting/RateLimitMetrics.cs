using Prometheus;

namespace Sentiment.Gateway.RateLimiting;

internal sealed class RateLimitMetrics
{
    private readonly Counter _refused;

    public RateLimitMetrics(IMetricFactory metrics)
    {
        _refused = metrics.CreateCounter(
            "ml_rate_limit_refusals_total", "Requests that a plan refused, or would have in a dry run (enforced false).", ["limit", "enforced"]);
        foreach (var limit in Enum.GetValues<Limit>())
        {
            Of(limit, isEnforced: true);
            Of(limit, isEnforced: false);
        }
    }

    public void Refused(Limit limit, bool isEnforced) => Of(limit, isEnforced).Inc();

    private Counter.Child Of(Limit limit, bool isEnforced) => _refused.WithLabels(limit.ToString().ToLowerInvariant(), isEnforced ? "true" : "false");
}
