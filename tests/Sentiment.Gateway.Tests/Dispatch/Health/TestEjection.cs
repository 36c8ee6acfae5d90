using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Prometheus;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Health;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

/// <summary>An ejection whose effect on YARP's state is immediate and lasts until a test ends it.</summary>
internal sealed class TestEjection : IDestinationHealthUpdater
{
    public TestEjection()
    {
        Ejection = new Ejection(
            this,
            Replicas,
            Options.Create(new DispatchOptions()),
            new DispatchMetrics(Metrics.WithCustomRegistry(Metrics.NewCustomRegistry())),
            Time,
            NullLogger<Ejection>.Instance);
    }

    public Replicas Replicas { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public Ejection Ejection { get; }

    public void SetPassive(ClusterState cluster, DestinationState destination, DestinationHealth newHealth, TimeSpan reactivationPeriod) =>
        destination.Health.Passive = newHealth;

    public void SetActive(ClusterState cluster, IEnumerable<NewActiveDestinationHealth> newHealthPairs)
    {
        foreach (var pair in newHealthPairs)
        {
            pair.Destination.Health.Active = pair.NewActiveHealth;
        }
    }
}
