using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Dispatch.Clusters;

/// <summary>Gives YARP the clusters, and again when the configuration has changed. What is equal keeps its connections and its record.</summary>
internal sealed class ClusterProvider : IProxyConfigProvider
{
    private readonly Lock _gate = new();
    private readonly InMemoryConfigProvider _inner = new(routes: [], clusters: []);
    private readonly LiveOptions<ClustersOptions> _clusters;
    private readonly DispatchOptions _dispatch;

    public ClusterProvider(LiveConfiguration configuration, LiveOptions<ClustersOptions> clusters, IOptions<DispatchOptions> dispatch)
    {
        _clusters = clusters;
        _dispatch = dispatch.Value;
        configuration.Changed += Follow;
        Follow();
    }

    public IProxyConfig GetConfig() => _inner.GetConfig();

    private void Follow()
    {
        lock (_gate)
        {
            _inner.Update(routes: [], ClusterConfiguration.Of(_clusters.Current, _dispatch));
        }
    }
}
