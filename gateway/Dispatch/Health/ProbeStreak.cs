using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>Probes that failed in a row. One owner: the round of probes.</summary>
internal sealed class ProbeStreak
{
    /// <summary>One lost probe may be chance; two in a row are an absence.</summary>
    public const int FailuresAllowed = 1;

    private int _failures;

    public DestinationHealth Add(bool succeeded, DestinationHealth before)
    {
        _failures = succeeded ? 0 : _failures + 1;
        return succeeded ? DestinationHealth.Healthy
            : _failures > FailuresAllowed ? DestinationHealth.Unhealthy
            : before;
    }
}
