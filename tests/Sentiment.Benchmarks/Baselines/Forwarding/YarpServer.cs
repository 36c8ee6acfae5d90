using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Sentiment.Benchmarks.Baselines.Forwarding;

/// <summary>YARP and nothing else: one route, one cluster, one destination, every byte as it came.</summary>
internal static class YarpServer
{
    private const string Pool = "pool";

    /// <param name="port">On loopback.</param>
    /// <param name="destination">Where everything goes.</param>
    public static async Task<int> RunAsync(int port, string destination)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = Pool, Match = new RouteMatch { Path = "/{**rest}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = Pool,
                    Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { [Pool] = new() { Address = destination } },
                },
            ]);
        await using var app = builder.Build();
        app.MapReverseProxy();
        BaselineHost.StopWithParent(app);
        await app.RunAsync();
        return 0;
    }
}
