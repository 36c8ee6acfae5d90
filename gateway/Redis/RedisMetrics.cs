using Prometheus;

namespace Sentiment.Gateway.Redis;

internal sealed class RedisMetrics
{
    private readonly Counter.Child[][] _calls;
    private readonly Gauge _up;

    public RedisMetrics(IMetricFactory metrics)
    {
        var calls = metrics.CreateCounter(
            "ml_redis_calls_total",
            "Calls to Redis, by what for and what came of them; those that were skipped were not made, as there was no connection or the breaker was open.",
            ["use", "result"]);
        _calls =
        [
            .. Enum.GetValues<RedisUse>().Select(use => Enum.GetValues<RedisOutcome>().Select(outcome =>
                calls.WithLabels(use.ToString().ToLowerInvariant(), outcome.ToString().ToLowerInvariant())).ToArray()),
        ];

        // Without a Redis there is none that could be down: an alert on 0 must not find it.
        _up = metrics.CreateGauge(
            "ml_redis_up", "1 while Redis answers; only where one is configured.", new GaugeConfiguration { SuppressInitialValue = true });
    }

    public void Called(RedisUse use, RedisOutcome outcome) => _calls[(int)use][(int)outcome].Inc();

    public void Up(bool isUp) => _up.Set(isUp ? 1 : 0);
}
