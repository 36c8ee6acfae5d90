namespace Sentiment.Gateway.Auth;

/// <summary>What a caller may do; in configuration and tokens by these names, in any case. Single bits: two names in one entry are then no third.</summary>
internal enum Scope
{
    /// <summary>Predictions, the list of models, and calls that are passed through to a pool.</summary>
    Predict = 1,

    /// <summary>Say whether a prediction was right.</summary>
    Feedback = 2,

    /// <summary>Metrics and health in detail, where the management port is not for everybody.</summary>
    Metrics = 4,

    /// <summary>Change how the gateway works while it runs.</summary>
    Admin = 8,
}

/// <summary>Marks an endpoint that needs a scope other than <see cref="Scope.Predict"/>.</summary>
internal sealed record RequiredScope(Scope Scope);
