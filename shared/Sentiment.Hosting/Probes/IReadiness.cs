namespace Sentiment.Hosting.Probes;

/// <summary>Says whether this replica takes traffic. A pool asks its engine; the gateway is ready as soon as it listens.</summary>
public interface IReadiness
{
    ReadinessReport Report();
}

/// <param name="IsReady">200 or 503.</param>
/// <param name="Word">The body: <c>ready</c>, <c>starting</c>, <c>failed</c>, <c>draining</c>.</param>
public sealed record ReadinessReport(bool IsReady, string Word)
{
    /// <summary>What goes along for the gateway: serving digest, queued tokens.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
