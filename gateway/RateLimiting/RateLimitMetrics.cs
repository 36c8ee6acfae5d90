using Prometheus;

namespace Sentiment.Gateway.RateLimiting;

internal sealed class RateLimitMetrics
{
    private readonly Counter _refused;
    private readonly Counter _fallbacks;

    public RateLimitMetrics(IMetricFactory metrics)
    {
        _refused = metrics.CreateCounter(
            "ml_rate_limit_refusals_total", "Requests that a plan refused, or would have in a dry run (enforced false).", ["limit", "enforced"]);
        _fallbacks = metrics.CreateCounter(
            "ml_rate_limit_fallbacks_total", "Charges that this gateway counted alone (local), or refused (refuse), because Redis did not answer.", ["action"]);
        foreach (var limit in Enum.GetValues<Limit>())
        {
            Of(limit, isEnforced: true);
            Of(limit, isEnforced: false);
        }

        foreach (var action in Enum.GetValues<RedisAbsence>())
        {
            Of(action);
        }
    }

    public void Refused(Limit limit, bool isEnforced) => Of(limit, isEnforced).Inc();

    /// <returns>Requests that the limit refused since the start.</returns>
    public double Refusals(Limit limit) => Of(limit, isEnforced: true).Value;

    public void FellBack(RedisAbsence action) => Of(action).Inc();

    private Counter.Child Of(Limit limit, bool isEnforced) => _refused.WithLabels(limit.ToString().ToLowerInvariant(), isEnforced ? "true" : "false");

    private Counter.Child Of(RedisAbsence action) => _fallbacks.WithLabels(action.ToString().ToLowerInvariant());
}
