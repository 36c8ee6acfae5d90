namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>What a call that did not bring an answer says about the replica, and so whether another one may be asked.</summary>
internal enum Fault
{
    /// <summary>Nothing: the request itself is wrong, or its time is up. Nobody else would do better.</summary>
    None,

    /// <summary>It took no connection, or has no model yet: nothing was spent.</summary>
    Absent,

    /// <summary>It has too much to do.</summary>
    Overloaded,

    /// <summary>The connection broke, or the probes gave the replica up while it was waited for.</summary>
    BrokeOff,

    /// <summary>It failed, or said something that cannot be used.</summary>
    Failed,
}

internal static class Faults
{
    /// <summary>As in metrics.</summary>
    public static string Wire(this Fault fault) => fault switch
    {
        Fault.Absent => "absent",
        Fault.Overloaded => "overloaded",
        Fault.BrokeOff => "broke_off",
        Fault.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a name."),
    };

    /// <summary>Whether another replica may be asked after it.</summary>
    public static bool IsRetried(this Fault fault) => fault != Fault.None;

    /// <summary>Whether health by answers counts it. Load is no fault, and an absence is the probes' to find: trying elsewhere is free.</summary>
    public static bool IsTheReplicas(this Fault fault) => fault is Fault.BrokeOff or Fault.Failed;
}
