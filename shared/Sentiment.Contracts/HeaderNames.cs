namespace Sentiment.Contracts;

/// <summary>The headers that are ours; HTTP's own come from the framework.</summary>
public static class HeaderNames
{
    public const string ApiKey = "X-API-Key";
    public const string Arm = "X-Arm";
    public const string Backend = "X-Backend";
    public const string CorrelationId = "X-Correlation-ID";
    public const string ExperimentArm = "X-Experiment-Arm";
    public const string ModelDigest = "X-Model-Digest";
    public const string QueuedTokens = "X-Queued-Tokens";
    public const string RequestTimeoutMs = "X-Request-Timeout-Ms";
    public const string ServedArm = "X-Served-Arm";
    public const string ServerTiming = "Server-Timing";
    public const string StickyId = "X-Sticky-Id";
    public const string Usage = "X-Usage";
}
