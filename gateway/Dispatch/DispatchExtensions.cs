using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Gateway.Dispatch;

internal static class DispatchExtensions
{
    public static void AddDispatch(this IServiceCollection services)
    {
        services.AddLiveOptions<ClustersOptions, ClustersValidator>(ClustersOptions.Section);
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
        services.RemoveKeyRing();
    }

    // YARP brings data protection along, for the cookies of session affinity, which we do not use. Its service makes a key ring at every
    // start, its provider a folder for it, on a disk that is read-only in production.
    private static void RemoveKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.Remove(services.Single(static service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly));
    }
}
