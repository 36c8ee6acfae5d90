using System.Diagnostics.CodeAnalysis;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Dispatch.Balancing;
using Sentiment.Gateway.Dispatch.Health;

namespace Sentiment.Gateway.Dispatch;

/// <summary>What this gateway has learnt of one replica, beside YARP's own state of it. Safe for use from many threads.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer there is nothing to dispose, and requests that still run hold the token.")]
internal sealed class Replica
{
    private CancellationTokenSource _presence = new();
    private volatile string? _digest;

    public ReplicaLoad Load { get; } = new();

    public AnswerWindow Answers { get; } = new();

    public ReplicaPace Pace { get; } = new();

    public RecentTimes Times { get; } = new();

    public ProbeStreak Probes { get; } = new();

    public EjectionHistory Ejections { get; } = new();

    /// <summary>Serving digest as last heard; null before the first word.</summary>
    public string? Digest => _digest;

    /// <summary>Cancelled while the probes have given the replica up: whoever waits for its answer, or is about to ask it, may go elsewhere.</summary>
    public CancellationToken Lost => Volatile.Read(ref _presence).Token;

    /// <summary>Every answer and every probe says what is served and how long the queue is.</summary>
    public void Heard(PoolFacts facts)
    {
        _digest = facts.ModelDigest ?? _digest;
        if (facts.QueuedTokens is { } queued)
        {
            Load.Report(queued);
        }
    }

    /// <summary>Lets go of all who wait for it.</summary>
    public void Lose() => Volatile.Read(ref _presence).Cancel();

    /// <summary>It is there again, and may be waited for.</summary>
    public void Return() => Volatile.Write(ref _presence, new CancellationTokenSource());
}
