using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>One call to one replica, and how its failures are told: the caller gets a value, the log the reason.</summary>
/// <param name="Arm">For whom it is asked.</param>
/// <param name="Replica">Its name.</param>
/// <param name="IsNews">Whether its last answer was good: of a row of failures only the first is worth a line.</param>
/// <param name="Request">Whose call it is.</param>
/// <param name="Logger">Where the reason goes.</param>
internal sealed record PoolCall(Arm Arm, string Replica, bool IsNews, RequestContext Request, ILogger Logger)
{
    /// <summary>No connection, or one that broke.</summary>
    public Failure BrokeOff(Fault fault, string reason)
    {
        DispatchLog.BrokeOff(Logger, IsNews ? LogLevel.Warning : LogLevel.Debug, Replica, Arm.Id, reason, Request.CorrelationId);
        return new Failure(DispatchErrors.NoReplica(Arm.Id), fault);
    }

    public Failure Unusable(string reason)
    {
        DispatchLog.Unusable(Logger, Replica, Arm.Id, reason, Request.CorrelationId);
        return new Failure(DispatchErrors.Misunderstood(), Fault.Failed);
    }

    public Failure Late() => new(DispatchErrors.DeadlinePassed(Request.Deadline), Fault.None);

    public Failure Refused(Problem problem, TimeSpan? retryAfter)
    {
        var code = PoolProblem.CodeOf(problem);
        if (code is ErrorCode.ModelNotLoaded)
        {
            // It listens before its model is loaded, and while it stops: no replica, as the next probe will find.
            return new Failure(DispatchErrors.NoReplica(Arm.Id), Fault.Absent);
        }

        if (PoolProblem.ForClient(problem, retryAfter, Request.Deadline) is { } error)
        {
            return new Failure(error, PoolProblem.FaultOf(error.Code));
        }

        if (!PoolProblem.IsAboutOurKey(code))
        {
            return Unusable(code is { } known ? $"it refused the call with {ErrorCatalog.Wire(known)}" : "its problem has a code that this version does not know");
        }

        DispatchLog.KeyRefused(Logger, Replica, Arm.Id, code!.Value, Request.CorrelationId);
        return new Failure(DispatchErrors.Misunderstood(), Fault.Failed);
    }
}
