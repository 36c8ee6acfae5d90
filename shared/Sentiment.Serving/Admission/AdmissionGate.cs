using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;

namespace Sentiment.Serving.Admission;

/// <summary>
/// Refuses what this pool cannot answer in time, before it costs anything. Two looks: at the door by bytes and deadline, and again once
/// the tokens are known. Safe for use from many threads.
/// </summary>
internal sealed class AdmissionGate(IOptions<AdmissionOptions> options, WorkCost work)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly AdmissionOptions _options = options.Value;
    private long _bodyBytes;
    private long _queuedTokens;
    private long _queuedCost;

    /// <summary>Tokens that wait or run, reported to whoever balances load.</summary>
    public long QueuedTokens => Volatile.Read(ref _queuedTokens);

    /// <summary>How long a text that came now would wait, as predicted from what is queued.</summary>
    public TimeSpan Backlog => work.Wait(Volatile.Read(ref _queuedCost));

    /// <summary>The longest wait that anybody is let in for.</summary>
    public TimeSpan MaxWait => _options.MaxWait;

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

        var backlog = Backlog;
        if (Hopeless(backlog, TimeSpan.Zero, remaining) is { } hopeless)
        {
            return hopeless;
        }

        if (Interlocked.Add(ref _bodyBytes, bytes) > _options.MaxBodyBytes)
        {
            Interlocked.Add(ref _bodyBytes, -bytes);
            return Refuse($"Bodies in memory have reached the bound of {_options.MaxBodyBytes} bytes.", backlog);
        }

        return new Reservation(this, bytes);
    }

    /// <summary>The second look: adds the tokens to what the request holds, or says why not.</summary>
    /// <param name="reservation">Of the request.</param>
    /// <param name="texts">Token ids of each of its texts.</param>
    /// <param name="remaining">Time until the answer is due.</param>
    public ApiError? Reserve(Reservation reservation, int[][] texts, TimeSpan remaining)
    {
        var (tokens, cost) = (0, 0L);
        foreach (var text in texts)
        {
            tokens += text.Length;
            cost += work.Of(text.Length);
        }

        var queued = Interlocked.Add(ref _queuedTokens, tokens) - tokens;
        var before = Interlocked.Add(ref _queuedCost, cost) - cost;
        var error = queued + tokens > _options.MaxQueuedTokens
            ? Refuse($"{queued} tokens are queued; {tokens} more would pass the bound of {_options.MaxQueuedTokens}.", work.Wait(before))
            : Hopeless(work.Wait(before), work.Own(cost, texts.Length), remaining);
        if (error is null)
        {
            reservation.Tokens += tokens;
            reservation.Cost += cost;
        }
        else
        {
            Release(bytes: 0, tokens, cost);
        }

        return error;
    }

    /// <summary>What a request gets that was let in and could not be run in time: the queue was slower than predicted.</summary>
    public ApiError Overdue() => Refuse("The time that was left when its turn came was too short to run it, so none of it was run. Allow more time or send less.", Backlog);

    /// <summary>The same words wherever a deadline is found to have passed.</summary>
    public static ApiError DeadlinePassed() => new(
        ErrorCode.DeadlinePassed, "The time for this request is up. Allow more with X-Request-Timeout-Ms, at most 60000, or send less.");

    internal void Release(long bytes, int tokens, long cost)
    {
        Interlocked.Add(ref _bodyBytes, -bytes);
        Interlocked.Add(ref _queuedTokens, -tokens);
        Interlocked.Add(ref _queuedCost, -cost);
    }

    private ApiError? Hopeless(TimeSpan backlog, TimeSpan own, TimeSpan remaining)
    {
        if (backlog > _options.MaxWait)
        {
            return Refuse($"The texts before this one need about {backlog.TotalMilliseconds:0} ms, more than the {_options.MaxWait.TotalMilliseconds:0} ms that anybody waits here.", backlog);
        }

        return backlog + own > remaining
            ? Refuse(
                $"The texts before this one need about {backlog.TotalMilliseconds:0} ms and its own {own.TotalMilliseconds:0} ms, and only {remaining.TotalMilliseconds:0} ms are left. "
                + "Allow more time or send less.",
                backlog)
            : null;
    }

    private static ApiError Refuse(string detail, TimeSpan backlog) => new(ErrorCode.Overloaded, detail)
    {
        RetryAfter = backlog > ShortestWait ? backlog : ShortestWait,
    };
}
