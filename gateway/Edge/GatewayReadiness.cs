using Sentiment.Hosting.Probes;

namespace Sentiment.Gateway.Edge;

/// <summary>Ready from start to stop, whatever the pools do: a gateway without pools still gives clear answers, and restarting it would not bring them back.</summary>
internal sealed class GatewayReadiness(IHostApplicationLifetime lifetime) : IReadiness
{
    private static readonly ReadinessReport Starting = new(IsReady: false, "starting");
    private static readonly ReadinessReport Ready = new(IsReady: true, "ready");
    private static readonly ReadinessReport Draining = new(IsReady: false, "draining");

    public ReadinessReport Report()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Draining;
        }

        return lifetime.ApplicationStarted.IsCancellationRequested ? Ready : Starting;
    }
}
