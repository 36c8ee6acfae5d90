using System.Globalization;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>What one caller has used of its plan.</summary>
internal sealed class Usage(string planName, PlanOptions plan, TimeProvider time)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly TokenBucket[] _buckets = [new(plan.Requests, Period, time), new(plan.Texts, Period, time), new(plan.Tokens, Period, time)];

    public string PlanName => planName;

    public PlanOptions Plan => plan;

    /// <summary>The plan as <c>RateLimit-Policy</c> has it: the same for every answer.</summary>
    public string Policy { get; } = string.Create(
        CultureInfo.InvariantCulture, $"\"requests\";q={plan.Requests};w=60, \"texts\";q={plan.Texts};w=60, \"tokens\";q={plan.Tokens};w=60");

    public TokenBucket this[Limit limit] => _buckets[(int)limit];

    public long Quota(Limit limit) => limit switch
    {
        Limit.Requests => plan.Requests,
        Limit.Texts => plan.Texts,
        _ => plan.Tokens,
    };
}
