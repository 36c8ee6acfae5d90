using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Logs;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Sentiment.Gateway.Passthrough;

internal static class PassthroughExtensions
{
    public static void AddPassthrough(this IServiceCollection services)
    {
        services.AddSingleton<IProxyConfigProvider, RouteProvider>();
        services.AddSingleton<ITransformProvider, PassthroughTransforms>();
    }

    /// <summary>Step 8. Not cached, not counted as predictions: what the client sends is not read here.</summary>
    public static void MapPassthrough(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapReverseProxy(static proxy =>
        {
            proxy.UseMiddleware<PassthroughMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        }).ConfigureEndpoints(static (endpoint, route) =>
            endpoint.WithMetadata(PassthroughRoutes.IsProbe(route) ? [PassthroughRoutes.TextsOf(route), new Unlogged()] : [PassthroughRoutes.TextsOf(route)]));

        // What YARP's routes do not match: less specific than theirs, so asked last.
        endpoints.Map(PassthroughRoutes.PrefixOf("{arm}") + "/{**rest}", static (HttpContext context, string arm, ArmSelector arms) =>
            ProblemResponse.WriteAsync(context, arms.Arms.Any(known => known.Id == arm)
                ? new ApiError(ErrorCode.NotFound, "Of a pool, only what is below /api/v1 and /health can be reached from here.")
                : arms.UnknownArm(field: null)));
    }
}
