using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Sentiment.Gateway.Dispatch;

/// <summary>YARP's connections to the pools, with our bound on how long one may take to open.</summary>
internal sealed class PoolConnections(IOptions<DispatchOptions> options, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger)
{
    // Short enough that a replica behind a name that now means another address is found again.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = options.Value.ConnectTimeout;
        handler.PooledConnectionLifetime = ConnectionLife;
    }
}
