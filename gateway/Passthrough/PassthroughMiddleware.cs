using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace Sentiment.Gateway.Passthrough;

/// <summary>Around YARP's forwarder: gives it the request's deadline, and its failures our shape.</summary>
internal sealed class PassthroughMiddleware(RequestDelegate next, ILogger<PassthroughMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if ((ArmSelector.Refusal(context, ArmOf(context)) ?? RequestBody.AnnouncedTooLarge(context, Limits.BatchBodyBytes)) is { } refusal)
        {
            await ProblemResponse.WriteAsync(context, refusal);
            return;
        }

        var request = context.RequestContext();
        var clientGone = context.RequestAborted;

        // The forwarder knows no other clock than this token.
        context.RequestAborted = request.Deadline.Token;
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestAborted = clientGone;
        }

        if (clientGone.IsCancellationRequested)
        {
            KeepCharge(context);
            return;
        }

        if (ErrorOf(context, request) is not { } error)
        {
            return;
        }

        if (!context.Response.HasStarted)
        {
            // The forwarder has cleared the response before it gave up.
            context.Response.Headers[HeaderNames.CorrelationId] = request.CorrelationId;
        }

        await ProblemResponse.WriteAsync(context, error);
    }

    // A run that has begun is not stopped for a client that leaves. The forwarder's own status would say that the request was wrong, and give the texts back.
    private static void KeepCharge(HttpContext context)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }
    }

    private ApiError? ErrorOf(HttpContext context, RequestContext request)
    {
        var proxy = context.GetReverseProxyFeature();
        var arm = ArmOf(context);
        var replica = proxy.ProxiedDestination?.DestinationId ?? "none";
        if (context.Features.Get<PoolRefusal>() is { } refusal)
        {
            DispatchLog.KeyRefused(logger, replica, arm, refusal.Code, request.CorrelationId);
            context.Charge().Answered(new PoolUsage(Texts: 0, Tokens: 0));
            return DispatchErrors.Misunderstood();
        }

        if (context.Features.Get<IForwarderErrorFeature>() is not { } failure)
        {
            return null;
        }

        switch (failure.Error)
        {
            case ForwarderError.NoAvailableDestinations:
                return DispatchErrors.NoReplica(arm);
            case ForwarderError.RequestBodyClient:
                return RequestBody.Refusal(Find<BadHttpRequestException>(failure.Exception) ?? new BadHttpRequestException("The body ended early."));
            case var _ when request.Deadline.HasPassed:
                return DispatchErrors.DeadlinePassed(request.Deadline);
            default:
                DispatchLog.BrokeOff(logger, LogLevel.Warning, replica, arm, $"{failure.Error}, {failure.Exception?.GetBaseException().Message}", request.CorrelationId);
                return DispatchErrors.NoReplica(arm);
        }
    }

    private static string ArmOf(HttpContext context) => context.GetReverseProxyFeature().Route.Config.Metadata![PassthroughRoutes.ArmMetadata];

    private static T? Find<T>(Exception? failure)
        where T : Exception => failure switch
        {
            null => null,
            T found => found,
            AggregateException several => several.InnerExceptions.Select(Find<T>).FirstOrDefault(static found => found is not null),
            _ => Find<T>(failure.InnerException),
        };
}
