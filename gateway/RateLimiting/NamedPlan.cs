using System.Globalization;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>A plan, as its callers are told of it.</summary>
internal sealed class NamedPlan(string name, PlanOptions limits)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public string Name => name;

    public PlanOptions Limits => limits;

    /// <summary>As <c>RateLimit-Policy</c> has it: the same for every answer.</summary>
    public string Policy { get; } = string.Create(
        CultureInfo.InvariantCulture, $"\"requests\";q={limits.Requests};w=60, \"texts\";q={limits.Texts};w=60, \"tokens\";q={limits.Tokens};w=60");

    public long Quota(Limit limit) => limit switch
    {
        Limit.Requests => limits.Requests,
        Limit.Texts => limits.Texts,
        _ => limits.Tokens,
    };
}
