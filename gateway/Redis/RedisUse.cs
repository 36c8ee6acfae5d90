namespace Sentiment.Gateway.Redis;

/// <summary>What Redis is asked for; its name in metrics is in lower case.</summary>
internal enum RedisUse
{
    /// <summary>What a caller has used of its plan.</summary>
    Limits,

    /// <summary>Answers that another gateway may have kept.</summary>
    Lookup,

    /// <summary>Answers to keep. Nobody waits to hear that they were.</summary>
    Store,

    /// <summary>Whether feedback was given before.</summary>
    Feedback,
}

/// <summary>What came of a call; its name in metrics is in lower case.</summary>
internal enum RedisOutcome
{
    /// <summary>It was answered; one that nobody waits for was handed over.</summary>
    Ok,

    /// <summary>Not in time.</summary>
    Timeout,

    /// <summary>The connection broke, or the server refused.</summary>
    Failed,

    /// <summary>It was not made: there is no connection, or the breaker is open.</summary>
    Skipped,
}
