using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Sentiment.Gateway.Dispatch.Balancing;
using Sentiment.Gateway.Dispatch.Clusters;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Gateway.Dispatch.Retries;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Tls;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Sentiment.Gateway.Dispatch;

internal static class DispatchExtensions
{
    public static void AddDispatch(this IServiceCollection services)
    {
        services.AddLiveOptions<ClustersOptions, ClustersValidator>(ClustersOptions.Section);
        services.AddSentimentOptions<DispatchOptions, DispatchValidator>(DispatchOptions.Section);
        services.AddClients();
        services.AddReplicaHealth();

        services.AddReverseProxy();
        services.AddSingleton<IProxyConfigProvider, ClusterProvider>();
        services.AddSingleton<IForwarderHttpClientFactory, PoolConnections>();
        services.AddCertificate<DispatchOptions>(PoolConnections.Certificate, static options => options.Tls);
        services.AddSingleton<IDestinationResolver, DestinationResolver>();
        services.AddSingleton<NameLookup>(Dns.GetHostAddressesAsync);
        services.AddSingleton<ILoadBalancingPolicy, QueuedTokensPolicy>();
        services.RemoveKeyRing();
    }

    private static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<PoolHeaders>();
        services.AddSingleton<PoolClient>();
        services.AddSingleton<ReplicaClient>();
        services.AddSingleton<ModelsClient>();
        services.AddSingleton<ServingDigests>();
        services.AddSingleton<RetryBudgets>();
        services.AddSingleton<ReplicaPicker>();
    }

    private static void AddReplicaHealth(this IServiceCollection services)
    {
        services.AddSingleton<Replicas>();
        services.AddSingleton<DispatchMetrics>();
        services.AddSingleton<Ejection>();
        services.AddSingleton<Slowness>();
        services.AddSingleton<DigestWatch>();
        services.AddSingleton<StateWatch>();
        services.AddSingleton<IActiveHealthCheckPolicy, ProbePolicy>();
        services.AddSingleton<AnswerHealth>();
        services.AddSingleton<IPassiveHealthCheckPolicy>(static provider => provider.GetRequiredService<AnswerHealth>());
        services.AddHostedService<ReplicaGauges>();
        services.AddHealthChecks().AddCheck<ArmsHealth>("arms");
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
