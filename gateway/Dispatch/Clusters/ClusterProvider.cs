using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Dispatch.Clusters;

/// <summary>Gives YARP the clusters, and again when the configuration has changed. What is equal keeps its connections and its record.</summary>
internal sealed class ClusterProvider : IProxyConfigProvider
{
    private readonly InMemoryConfigProvider _inner;

    public ClusterProvider(LiveOptions<ClustersOptions> clusters, LiveConfiguration changes, IOptions<DispatchOptions> dispatch)
    {
        _inner = new InMemoryConfigProvider(routes: [], ClusterConfiguration.Of(clusters.Current, dispatch.Value));
        changes.Changed += () => _inner.Update(routes: [], ClusterConfiguration.Of(clusters.Current, dispatch.Value));
    }

    public IProxyConfig GetConfig() => _inner.GetConfig();
}
