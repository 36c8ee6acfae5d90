using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Dispatch;

internal static class DispatchExtensions
{
    public static void AddDispatch(this IServiceCollection services)
    {
        services.AddSentimentOptions<ClustersOptions, ClustersValidator>(ClustersOptions.Section);
        services.AddSentimentOptions<DispatchOptions, DispatchValidator>(DispatchOptions.Section);
        services.AddSingleton<ReplicaLoad>();
        services.AddSingleton<PoolHeaders>();
        services.AddSingleton<PoolClient>();
        services.AddSingleton<ModelsClient>();

        services.AddReverseProxy();
        services.AddSingleton<IProxyConfigProvider>(static provider => new InMemoryConfigProvider(
            routes: [],
            ClusterConfiguration.Of(
                provider.GetRequiredService<IOptions<ClustersOptions>>().Value, provider.GetRequiredService<IOptions<DispatchOptions>>().Value)));
        services.AddSingleton<Yarp.ReverseProxy.Forwarder.IForwarderHttpClientFactory, PoolConnections>();

        // YARP brings data protection for cookies of session affinity, which we do not use: no key ring on disk for it.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }
}
