namespace Sentiment.Contracts.Errors;

/// <summary>
/// Every error that a client can see. The number is the wire code (<c>E1001</c>) and never changes its meaning;
/// <see cref="ErrorCatalog"/> maps each to its HTTP status, <c>docs/errors.md</c> has a paragraph for each.
/// </summary>
public enum ErrorCode
{
    TextEmpty = 1001,
    TextTooLong = 1002,
    MalformedRequest = 1003,
    UnknownBackendOrArm = 1004,
    BatchTooLarge = 1005,
    BatchEmpty = 1006,
    TooManyTokens = 1007,
    Contradiction = 1008,
    PredictionIdRefused = 1009,
    PredictionIdExpired = 1010,

    ModelNotLoaded = 2001,
    InferenceFailed = 2002,
    DeadlinePassed = 2003,

    CredentialsMissing = 3001,
    CredentialsRefused = 3002,
    NotAllowed = 3003,

    Internal = 4001,
    NoReplica = 4002,
    RateLimited = 4003,
    NotFound = 4004,
    Overloaded = 4005,
    MethodNotAllowed = 4006,
    BodyTooSlow = 4008,
    FeedbackGiven = 4009,
    BodyTooLarge = 4013,
    UnsupportedMediaType = 4015,
}
