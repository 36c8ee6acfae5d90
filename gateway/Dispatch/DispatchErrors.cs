using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Dispatch;

/// <summary>What a client is told when a pool does not answer as it should.</summary>
internal static class DispatchErrors
{
    // A probe comes every second: sooner than that nothing changes.
    private static readonly TimeSpan NextProbe = TimeSpan.FromSeconds(1);

    public static ApiError NoReplica(string arm) => new(
        ErrorCode.NoReplica, $"No replica of the arm {arm} can be reached now; one that starts again is found within a second or two. Try again.")
    { RetryAfter = NextProbe };

    public static ApiError DeadlinePassed(RequestDeadline deadline) => new(
        ErrorCode.DeadlinePassed,
        $"There was no answer within {deadline.Timeout.TotalMilliseconds:0} ms. Try again, or allow more time with X-Request-Timeout-Ms.");

    /// <summary>The pool and we do not understand each other: an operator's matter, and the log has the rest.</summary>
    public static ApiError Misunderstood() => new(
        ErrorCode.Internal, "The pool's answer could not be used; the log has it under the correlation id. Trying again may help.");
}
