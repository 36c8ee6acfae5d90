namespace Sentiment.Gateway.RateLimiting;

/// <summary>What is counted; its name on the wire is in lower case.</summary>
internal enum Limit
{
    Requests,
    Texts,
    Tokens,
}
