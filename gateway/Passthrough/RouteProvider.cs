using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Passthrough;

/// <summary>Gives YARP a route for each arm, and again when the arms have changed.</summary>
internal sealed class RouteProvider : IProxyConfigProvider
{
    private readonly Lock _gate = new();
    private readonly InMemoryConfigProvider _inner = new(routes: [], clusters: []);
    private readonly ArmSelector _arms;

    public RouteProvider(LiveConfiguration configuration, ArmSelector arms)
    {
        _arms = arms;

        // After the selector's own: it has the new arms by the time that we ask.
        configuration.Changed += Follow;
        Follow();
    }

    public IProxyConfig GetConfig() => _inner.GetConfig();

    private void Follow()
    {
        lock (_gate)
        {
            _inner.Update(PassthroughRoutes.Of(_arms.Arms), clusters: []);
        }
    }
}
