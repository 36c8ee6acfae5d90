using Prometheus;

namespace Sentiment.Gateway.Caching;

internal sealed class CacheMetrics
{
    private readonly Counter.Child _hits;
    private readonly Counter.Child _misses;
    private readonly Counter.Child _joined;
    private readonly Counter.Child _again;
    private readonly Counter.Child _bypassed;
    private readonly Counter.Child[] _shared;
    private readonly Gauge _ratio;
    private readonly Gauge _entries;
    private readonly Gauge _bytes;
    private readonly AnswerMemory _memory;

    public CacheMetrics(IMetricFactory metrics, CollectorRegistry registry, AnswerMemory memory)
    {
        _memory = memory;
        var requests = metrics.CreateCounter(
            "ml_cache_requests_total",
            "Texts that were looked for, by where: in memory, in Redis, or among the questions that others were asking (flight), and looked for once more when that came to nothing for them (again); all, bypassed, were not.",
            ["level", "result"]);
        (_hits, _misses) = (requests.WithLabels("memory", "hit"), requests.WithLabels("memory", "miss"));
        (_joined, _again) = (requests.WithLabels("flight", "joined"), requests.WithLabels("flight", "again"));
        _bypassed = requests.WithLabels("all", "bypassed");
        _shared = [.. Enum.GetValues<SharedLookup>().Select(result => requests.WithLabels("redis", result.ToString().ToLowerInvariant()))];
        _ratio = metrics.CreateGauge("ml_cache_hit_ratio", "Texts that were known ÷ texts that were looked for, since the start; over time and replicas use the counters.");
        _entries = metrics.CreateGauge("ml_cache_entries", "Answers in this process's memory.");
        _bytes = metrics.CreateGauge("ml_cache_bytes", "About what they take.");
        registry.AddBeforeCollectCallback(Look);
    }

    public void LookedUp(bool isKnown) => (isKnown ? _hits : _misses).Inc();

    /// <summary>Of a text that was not in memory.</summary>
    public void LookedUpInRedis(SharedLookup result) => _shared[(int)result].Inc();

    public void Joined() => _joined.Inc();

    public void JoinedInVain() => _again.Inc();

    public void Bypassed(int texts) => _bypassed.Inc(texts);

    private void Look()
    {
        var looked = _hits.Value + _misses.Value;
        _ratio.Set(looked > 0 ? (_hits.Value + _shared[(int)SharedLookup.Hit].Value) / looked : 0);
        _entries.Set(_memory.Count);
        _bytes.Set(_memory.Bytes);
    }
}
