namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>Why a replica that answers its probes is left out all the same.</summary>
internal enum EjectionReason
{
    /// <summary>Too many of its answers were failures.</summary>
    Answers,

    /// <summary>It is far slower than the other replicas of its cluster.</summary>
    Slow,
}

internal static class EjectionReasons
{
    /// <summary>As in metrics.</summary>
    public static string Wire(this EjectionReason reason) => reason switch
    {
        EjectionReason.Answers => "answers",
        EjectionReason.Slow => "slow",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a name."),
    };
}
