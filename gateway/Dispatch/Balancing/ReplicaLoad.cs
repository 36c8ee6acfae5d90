namespace Sentiment.Gateway.Dispatch.Balancing;

/// <summary>How much work a replica has, in tokens: what it says itself, and what this gateway has sent it.</summary>
/// <remarks>
/// A report is as old as the answer that brought it, so what was sent since is added. Other gateways' work is in the report alone, and ours
/// that a report has not seen yet is in our own count alone: the larger of the two is the better guess.
/// </remarks>
internal sealed class ReplicaLoad
{
    private int _outstanding;
    private int _reported;
    private int _sentSince;

    /// <summary>Tokens that wait or run there, as far as is known here.</summary>
    public int Tokens => Math.Max(Volatile.Read(ref _outstanding), Volatile.Read(ref _reported) + Volatile.Read(ref _sentSince));

    /// <summary>Takes the replica's own word on its queue.</summary>
    public void Report(int queuedTokens)
    {
        // No queue is that long: a broken report must not overflow into an idle one.
        Volatile.Write(ref _reported, Math.Min(queuedTokens, int.MaxValue / 4));
        Volatile.Write(ref _sentSince, 0);
    }

    /// <param name="tokens">What the call costs there, about.</param>
    public Lease Begin(int tokens)
    {
        Interlocked.Add(ref _outstanding, tokens);
        Interlocked.Add(ref _sentSince, tokens);
        return new Lease(this, tokens);
    }

    /// <summary>One call under way; dispose it once.</summary>
    public readonly struct Lease : IDisposable
    {
        private readonly ReplicaLoad _load;
        private readonly int _tokens;

        internal Lease(ReplicaLoad load, int tokens) => (_load, _tokens) = (load, tokens);

        public void Dispose() => Interlocked.Add(ref _load._outstanding, -_tokens);
    }
}
