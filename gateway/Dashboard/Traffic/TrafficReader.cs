using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Gateway.Telemetry;
using Yarp.ReverseProxy;

namespace Sentiment.Gateway.Dashboard.Traffic;

/// <summary>Reads what the metrics count: the page and a scrape say the same.</summary>
internal sealed class TrafficReader(
    ArmSelector arms, RequestMetrics requests, PredictionMetrics predictions, RateLimitMetrics limits, IProxyStateLookup clusters, Replicas replicas, TimeProvider time)
{
    private static readonly ErrorCode[] Codes = Enum.GetValues<ErrorCode>();
    private static readonly Limit[] Limits = Enum.GetValues<Limit>();

    public TrafficSample Read() => new(
        time.GetTimestamp(),
        time.GetUtcNow(),
        requests.Calls(),
        requests.Calls(RequestMetrics.ServerError),
        arms.Arms.ToDictionary(static arm => arm.Id, ArmOf, StringComparer.Ordinal),
        Limits.ToDictionary(static limit => limit.ToString().ToLowerInvariant(), limits.Refusals, StringComparer.Ordinal),
        Codes.ToDictionary(ErrorCatalog.Wire, predictions.Failures, StringComparer.Ordinal),
        Answers());

    private ArmSample ArmOf(Arm arm)
    {
        var (texts, cached, positive) = (0.0, 0.0, 0.0);
        foreach (var label in Labels.All)
        {
            var (known, fresh) = (predictions.Predictions(arm.Id, label, isCached: true), predictions.Predictions(arm.Id, label, isCached: false));
            (texts, cached) = (texts + known + fresh, cached + known);
            positive += label == Labels.Positive ? known + fresh : 0;
        }

        return new ArmSample(texts, cached, positive);
    }

    private Dictionary<string, double> Answers() => clusters.GetClusters()
        .SelectMany(static cluster => cluster.DestinationsState.AllDestinations.Select(destination => (cluster.ClusterId, Destination: destination)))
        .ToDictionary(static replica => $"{replica.ClusterId}/{replica.Destination.DestinationId}", replica => (double)replicas.Of(replica.Destination).Times.Count, StringComparer.Ordinal);
}
