namespace Sentiment.Cli.Supervision;

/// <summary>
/// Whether a process that died is started again: yes, at once, until it has died <see cref="DeathLimit"/> times within
/// <see cref="Window"/>. One instance a service; not thread-safe, its supervisor owns it.
/// </summary>
internal sealed class RestartPolicy(TimeProvider time)
{
    /// <summary>Deaths within the window after which nothing is started again.</summary>
    public const int DeathLimit = 3;

    private readonly Queue<long> _deaths = new();

    /// <summary>How long a death counts.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Records a death now and decides.</summary>
    public RestartDecision Died()
    {
        _deaths.Enqueue(time.GetTimestamp());
        while (time.GetElapsedTime(_deaths.Peek()) > Window)
        {
            _deaths.Dequeue();
        }

        return _deaths.Count >= DeathLimit ? RestartDecision.GiveUp : RestartDecision.Restart;
    }
}

/// <summary>What follows a death.</summary>
internal enum RestartDecision
{
    /// <summary>Start it again, now.</summary>
    Restart,

    /// <summary>It dies for a reason that a restart does not cure.</summary>
    GiveUp,
}
