namespace Sentiment.Hosting.Keys;

/// <summary>What a caller may do; in configuration and tokens by these names, in any case. Single bits: two names in one entry are then no third.</summary>
public enum Scope
{
    /// <summary>Predictions, the list of models, and calls that are passed through to a pool.</summary>
    Predict = 1,

    /// <summary>Say whether a prediction was right.</summary>
    Feedback = 2,

    /// <summary>The metrics, where the management port is not for everybody.</summary>
    Metrics = 4,

    /// <summary>Whatever else the management port has, where it is not for everybody.</summary>
    Admin = 8,
}

/// <summary>Marks an endpoint that needs another scope than is usual where it is: <see cref="Scope.Predict"/> on the public port, <see cref="Scope.Admin"/> on the management port.</summary>
public sealed record RequiredScope(Scope Scope);
