using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>How much callers may send: <c>Sentiment:RateLimits</c>.</summary>
internal sealed class RateLimitsOptions
{
    public const string Section = "RateLimits";

    /// <summary>Plans by name; keys name theirs (<c>Auth:Keys:ID:Plan</c>).</summary>
    /// <value>Empty by default. The plan <c>default</c> is always there.</value>
    public IDictionary<string, PlanOptions> Plans { get; } = new Dictionary<string, PlanOptions>(StringComparer.Ordinal);

    /// <summary>Counts what would be refused and lets it in: to try a plan on live traffic.</summary>
    /// <value>The default is false.</value>
    public bool DryRun { get; set; }

    /// <summary>With a Redis: what happens while it does not answer.</summary>
    /// <value>The default is <see cref="RedisAbsence.Local"/>.</value>
    public RedisAbsence WhenRedisIsAway { get; set; }

    /// <summary>What a plan allows, by its name; null when there is none of that name.</summary>
    public PlanOptions? Plan(string name) => Plans.TryGetValue(name, out var plan) ? plan : name == PlanOptions.DefaultName ? PlanOptions.Default : null;
}

/// <summary>What happens while the limits that all gateways share cannot be read.</summary>
internal enum RedisAbsence
{
    /// <summary>Each gateway counts for itself, so that a caller may send as much to each of them.</summary>
    Local,

    /// <summary>Nobody is let in: 503, E4002.</summary>
    Refuse,
}

/// <summary>What a plan allows in a minute, and at once when the minute before was quiet. A record: each reload binds it anew, and what is equal has not changed.</summary>
internal sealed record PlanOptions
{
    public const string DefaultName = CallerOptions.DefaultPlan;

    public static readonly PlanOptions Default = new();

    private const int DefaultRequests = 1_000;
    private const int DefaultTexts = 5_000;
    private const int DefaultTokens = 1_000_000;

    /// <summary>Calls, whatever is in them.</summary>
    /// <value>The default is 1,000.</value>
    public long Requests { get; set; } = DefaultRequests;

    /// <summary>Texts: one a predict, as many as can be asked a batch, known or not.</summary>
    /// <value>The default is 5,000.</value>
    public long Texts { get; set; } = DefaultTexts;

    /// <summary>Tokens that models have read. They are known with the answer: what is too much is a debt of the next request.</summary>
    /// <value>The default is 1,000,000.</value>
    public long Tokens { get; set; } = DefaultTokens;
}
