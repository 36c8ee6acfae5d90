using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>How a caller stands after a charge.</summary>
/// <param name="Refused">The limit that did not allow it: then nothing was taken of any. Null when all was there.</param>
/// <param name="Requests">What is left of them.</param>
/// <param name="Texts">What is left of them.</param>
/// <param name="Tokens">What is left of them; below zero in debt.</param>
/// <param name="IsShared">Whether all gateways know of it; otherwise this one alone.</param>
internal sealed record Standing(Limit? Refused, Taken Requests, Taken Texts, Taken Tokens, bool IsShared)
{
    public Taken this[Limit limit] => limit switch
    {
        Limit.Requests => Requests,
        Limit.Texts => Texts,
        _ => Tokens,
    };
}
