using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>Decides what a pool's problem means for the client.</summary>
internal static class PoolProblem
{
    /// <returns>
    /// The error for the client; null when the problem is between us and the pool (its path, its media type, our key, a code of another
    /// version), which no client can mend.
    /// </returns>
    public static ApiError? ForClient(Problem problem, TimeSpan? retryAfter, RequestDeadline deadline)
    {
        if (CodeOf(problem) is not { } code)
        {
            return null;
        }

        return code switch
        {
            // Its clock for the body ran out: our time, not the client's slowness.
            ErrorCode.BodyTooSlow => DispatchErrors.DeadlinePassed(deadline),
            ErrorCode.CredentialsMissing or ErrorCode.CredentialsRefused or ErrorCode.NotAllowed or ErrorCode.RateLimited => null,
            ErrorCode.NotFound or ErrorCode.MethodNotAllowed or ErrorCode.BodyTooLarge or ErrorCode.UnsupportedMediaType => null,
            _ => new ApiError(code, problem.Detail) { Field = problem.Errors?.Keys.FirstOrDefault(), RetryAfter = retryAfter },
        };
    }

    /// <summary>What an error that the client may see says about the replica.</summary>
    public static Fault FaultOf(ErrorCode code) => code switch
    {
        ErrorCode.InferenceFailed or ErrorCode.Internal => Fault.Failed,
        ErrorCode.Overloaded => Fault.Overloaded,
        ErrorCode.NoReplica => Fault.Absent,
        _ => Fault.None,
    };

    /// <summary>The code, when this version knows it and the problem is whole.</summary>
    public static ErrorCode? CodeOf(Problem problem) =>
        problem.Detail is not null && ErrorCatalog.TryParse(problem.Code, out var code) ? code : null;

    /// <summary>Whether it does not know us: a pool limits nobody else but who has sent wrong keys too often.</summary>
    public static bool IsAboutOurKey(ErrorCode? code) =>
        code is ErrorCode.CredentialsMissing or ErrorCode.CredentialsRefused or ErrorCode.NotAllowed or ErrorCode.RateLimited;
}
