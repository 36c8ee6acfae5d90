using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Dispatch;

/// <summary>One call to one replica, and how its failures are told: the client gets a value, the log the reason.</summary>
internal sealed record PoolCall(Arm Arm, string Replica, RequestContext Request, ILogger Logger)
{
    public ApiError BrokeOff(string reason)
    {
        DispatchLog.BrokeOff(Logger, Replica, Arm.Id, reason, Request.CorrelationId);
        return DispatchErrors.NoReplica(Arm.Id);
    }

    public ApiError Unusable(string reason)
    {
        DispatchLog.Unusable(Logger, Replica, Arm.Id, reason, Request.CorrelationId);
        return DispatchErrors.Misunderstood();
    }

    public ApiError Refused(Problem problem, TimeSpan? retryAfter)
    {
        if (PoolProblem.CodeOf(problem) is ErrorCode.ModelNotLoaded)
        {
            // It listens before its model is loaded: no replica yet, as the next probe will find.
            return DispatchErrors.NoReplica(Arm.Id);
        }

        if (PoolProblem.ForClient(problem, retryAfter, Request.Deadline) is { } error)
        {
            return error;
        }

        var code = PoolProblem.CodeOf(problem);
        if (!PoolProblem.IsAboutOurKey(code))
        {
            return Unusable(code is { } known ? $"it refused the call with {ErrorCatalog.Wire(known)}" : "its problem has a code that this version does not know");
        }

        DispatchLog.KeyRefused(Logger, Replica, Arm.Id, code!.Value, Request.CorrelationId);
        return DispatchErrors.Misunderstood();
    }
}
