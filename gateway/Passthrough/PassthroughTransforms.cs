using System.Net;
using Microsoft.Net.Http.Headers;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Hosting.Requests;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Passthrough;

/// <summary>
/// What changes on the way: credentials stop here in both directions, and the headers that we own say what we know. Bodies pass as they are.
/// <c>X-Backend</c> goes through: the pool refuses the other backend, as it does when it is called directly.
/// </summary>
internal sealed class PassthroughTransforms(PoolHeaders poolHeaders) : ITransformProvider
{
    private static readonly string[] NotForPools = [HeaderNames.Authorization, OurHeaders.Arm, OurHeaders.StickyId, OurHeaders.Usage];

    private static readonly string[] NotForClients =
        [HeaderNames.Server, HeaderNames.SetCookie, OurHeaders.QueuedTokens, OurHeaders.ExperimentArm, OurHeaders.ServerTiming, OurHeaders.Usage];

    public void ValidateRoute(TransformRouteValidationContext context)
    {
        // Nothing in a route is ours to check: PassthroughRoutes writes them.
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
        // Nor in a cluster.
    }

    public void Apply(TransformBuilderContext context)
    {
        if (context.Route.Metadata?.GetValueOrDefault(PassthroughRoutes.ArmMetadata) is not { } arm)
        {
            return;
        }

        // A pool has no use for the client's address or our host name.
        context.UseDefaultForwarders = false;
        context.AddPathRemovePrefix(PassthroughRoutes.PrefixOf(arm));
        context.AddRequestTransform(OnRequest);
        context.AddResponseTransform(response => OnResponse(response, arm));
    }

    private ValueTask OnRequest(RequestTransformContext context)
    {
        foreach (var name in NotForPools)
        {
            context.ProxyRequest.Headers.Remove(name);
        }

        // Its answer passes unread, and is to be charged.
        context.ProxyRequest.Headers.TryAddWithoutValidation(OurHeaders.Usage, PoolUsage.Wanted);
        poolHeaders.Set(context.ProxyRequest.Headers, context.HttpContext.RequestContext());
        return ValueTask.CompletedTask;
    }

    private static ValueTask OnResponse(ResponseTransformContext context, string arm)
    {
        if (context.ProxyResponse is not { } response)
        {
            return ValueTask.CompletedTask;
        }

        if (UsageOf(response) is { } usage)
        {
            context.HttpContext.Charge().Answered(usage);
        }

        var headers = context.HttpContext.Response.Headers;
        var request = context.HttpContext.RequestContext();
        foreach (var name in NotForClients)
        {
            headers.Remove(name);
        }

        // Copied headers are added to those that stand: ours would be there twice.
        headers[OurHeaders.CorrelationId] = request.CorrelationId;
        headers[OurHeaders.ServedArm] = arm;
        if (PoolFacts.Of(response).Timing is { } stages)
        {
            request.Timing.Append(stages);
        }

        if (RefusalOf(response.StatusCode) is { } code)
        {
            // It is our key that was refused; the client's was good.
            headers.Remove(HeaderNames.WWWAuthenticate);
            headers.Remove(HeaderNames.RetryAfter);
            context.SuppressResponseBody = true;
            context.HttpContext.Features.Set(new PoolRefusal(code));
        }

        return ValueTask.CompletedTask;
    }

    private static ErrorCode? RefusalOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => ErrorCode.CredentialsRefused,
        HttpStatusCode.Forbidden => ErrorCode.NotAllowed,
        HttpStatusCode.TooManyRequests => ErrorCode.RateLimited,
        _ => null,
    };

    private static PoolUsage? UsageOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues(OurHeaders.Usage, out var values) ? PoolUsage.Parse(string.Join(", ", values)) : null;
}

/// <summary>Left in the request's features when a pool does not accept the gateway.</summary>
internal sealed record PoolRefusal(ErrorCode Code);
