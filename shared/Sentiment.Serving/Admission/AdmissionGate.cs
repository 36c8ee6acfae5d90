using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;

namespace Sentiment.Serving.Admission;

/// <summary>
/// Refuses what this pool cannot answer in time, before it costs anything. Two looks: at the door by bytes and deadline, and again once
/// the tokens are known. Safe for use from many threads.
/// </summary>
internal sealed class AdmissionGate(IOptions<AdmissionOptions> options, WorkRate rate)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly AdmissionOptions _options = options.Value;
    private long _bodyBytes;
    private long _queuedTokens;

    /// <summary>Tokens that wait or run, reported to whoever balances load.</summary>
    public long QueuedTokens => Volatile.Read(ref _queuedTokens);

    /// <summary>The look at the door.</summary>
    /// <param name="bytes">Length of the body, or the most that it may have.</param>
    /// <param name="remaining">Time until the answer is due.</param>
    /// <returns>What the request holds until it is answered, E2003 or E4005.</returns>
    public Outcome<Reservation> Enter(long bytes, TimeSpan remaining)
    {
        if (remaining <= TimeSpan.Zero)
        {
            return DeadlinePassed();
        }

        var backlog = rate.Estimate(QueuedTokens);
        if (backlog > remaining)
        {
            return Refuse(
                $"The texts before this one need about {backlog.TotalMilliseconds:0} ms, and only {remaining.TotalMilliseconds:0} ms are left. "
                + "Allow more time or send less.",
                backlog);
        }

        if (Interlocked.Add(ref _bodyBytes, bytes) > _options.MaxBodyBytes)
        {
            Interlocked.Add(ref _bodyBytes, -bytes);
            return Refuse($"Bodies in memory have reached the bound of {_options.MaxBodyBytes} bytes.", backlog);
        }

        return new Reservation(this, bytes);
    }

    /// <summary>The second look: adds the tokens to what the request holds, or says why not.</summary>
    public ApiError? Reserve(Reservation reservation, int tokens)
    {
        var queued = Interlocked.Add(ref _queuedTokens, tokens);
        if (queued > _options.MaxQueuedTokens)
        {
            Interlocked.Add(ref _queuedTokens, -tokens);
            queued -= tokens;
            return Refuse($"{queued} tokens are queued; {tokens} more would pass the bound of {_options.MaxQueuedTokens}.", rate.Estimate(queued));
        }

        reservation.Tokens += tokens;
        return null;
    }

    /// <summary>The same words wherever a deadline is found to have passed.</summary>
    public static ApiError DeadlinePassed() => new(
        ErrorCode.DeadlinePassed, "The time for this request is up. Allow more with X-Request-Timeout-Ms, at most 60000, or send less.");

    /// <summary>For a part behind the gate that is full.</summary>
    public ApiError QueueFull() => Refuse("Too many requests are queued.", rate.Estimate(QueuedTokens));

    internal void Release(long bytes, int tokens)
    {
        Interlocked.Add(ref _bodyBytes, -bytes);
        Interlocked.Add(ref _queuedTokens, -tokens);
    }

    private static ApiError Refuse(string detail, TimeSpan backlog) => new(ErrorCode.Overloaded, detail)
    {
        RetryAfter = backlog > ShortestWait ? backlog : ShortestWait,
    };
}
