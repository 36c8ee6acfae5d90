using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.RateLimiting;
using HttpHeaders = Microsoft.Net.Http.Headers.HeaderNames;

namespace Sentiment.Gateway.Documentation;

/// <summary>What the contract says of each endpoint of the gateway's own.</summary>
internal static class Operations
{
    /// <summary>Whoever calls, whatever is called.</summary>
    public static readonly ErrorCode[] Always =
    [
        ErrorCode.MalformedRequest, ErrorCode.Contradiction, ErrorCode.CredentialsMissing, ErrorCode.CredentialsRefused, ErrorCode.NotAllowed, ErrorCode.RateLimited,
        ErrorCode.Internal,
    ];

    /// <summary>Of what has a body and a model behind it.</summary>
    public static readonly ErrorCode[] Predicting =
    [
        .. Always,
        ErrorCode.BodyTooSlow, ErrorCode.BodyTooLarge, ErrorCode.UnsupportedMediaType, ErrorCode.UnknownBackendOrArm, ErrorCode.TooManyTokens,
        ErrorCode.NoReplica, ErrorCode.Overloaded, ErrorCode.DeadlinePassed, ErrorCode.InferenceFailed,
    ];

    public static readonly ErrorCode[] OneText = [ErrorCode.TextEmpty, ErrorCode.TextTooLong];

    public static readonly ErrorCode[] ManyTexts = [ErrorCode.BatchTooLarge, ErrorCode.BatchEmpty];

    private static readonly string[] PredictionParameters =
    [
        HeaderNames.Backend, HeaderNames.Arm, HeaderNames.StickyId, HeaderNames.RequestTimeoutMs, HeaderNames.CorrelationId, HttpHeaders.CacheControl,
    ];

    private static readonly string[] PredictionHeaders =
    [
        HeaderNames.CorrelationId, HeaderNames.Backend, HeaderNames.ExperimentArm, HeaderNames.ServedArm, HeaderNames.ModelDigest, CacheStatus.Header,
        HeaderNames.ServerTiming, RateLimitHeaders.Remaining, RateLimitHeaders.Policy,
    ];

    public static readonly Operation Predict = new()
    {
        Id = "predict",
        Tag = Tags.Predictions,
        Summary = "Predict one text",
        Description = "Apart from its times, the answer depends on the text and the model alone, so it may be kept and asked for again.",
        Body = new OperationBody(Limits.PredictBodyBytes, Examples.PredictRequests, ProblemExamples.PredictRefusals()),
        Parameters = PredictionParameters,
        Headers = PredictionHeaders,
        ProblemHeaders = [HeaderNames.ExperimentArm],
        Answer = "The prediction.",
        Answers = Examples.PredictAnswers,
        Errors = [.. Predicting, .. OneText],
    };

    public static readonly Operation PredictBatch = new()
    {
        Id = "predict_batch",
        Tag = Tags.Predictions,
        Summary = "Predict many texts",
        Description =
            $"An item a text, in the order of the request: a prediction with its `index`, or the problem of that text. One bad text never fails the others. At most {Limits.BatchTexts} texts "
            + $"and {Limits.BatchTokens} tokens, as they are run: of all windows.",
        Body = new OperationBody(Limits.BatchBodyBytes, Examples.BatchRequests, ProblemExamples.BatchRefusals()),
        Parameters = PredictionParameters,
        Headers = PredictionHeaders,
        ProblemHeaders = [HeaderNames.ExperimentArm],
        Answer = "An item a text, whatever came of each.",
        Answers = Examples.BatchAnswers,
        Errors = [.. Predicting, .. ManyTexts],
    };

    public static readonly Operation GiveFeedback = new()
    {
        Id = "give_feedback",
        Tag = Tags.Feedback,
        Summary = "Say what is right",
        Description = "Whether a prediction was right, by the `prediction_id` that came with it: each id once, by the caller who asked, within a week. Costs a request, and needs the scope `feedback`.",
        Body = new OperationBody(Limits.FeedbackBodyBytes, Examples.FeedbackRequests, ProblemExamples.FeedbackRefusals()),
        Parameters = [HeaderNames.RequestTimeoutMs, HeaderNames.CorrelationId],
        Headers = [HeaderNames.CorrelationId, RateLimitHeaders.Remaining, RateLimitHeaders.Policy],
        Status = StatusCodes.Status202Accepted,
        Answer = "It is counted for the arm that had answered.",
        Answers = Examples.FeedbackAnswers,
        Errors =
        [
            .. Always,
            ErrorCode.BodyTooSlow, ErrorCode.BodyTooLarge, ErrorCode.UnsupportedMediaType, ErrorCode.PredictionIdRefused, ErrorCode.PredictionIdExpired, ErrorCode.FeedbackGiven,
        ],
    };

    public static readonly Operation ListModels = new()
    {
        Id = "list_models",
        Tag = Tags.Replicas,
        Summary = "List what serves",
        Description = "Every replica of every arm, asked now. One that cannot be asked is listed, too.",
        Parameters = [HeaderNames.RequestTimeoutMs, HeaderNames.CorrelationId],
        Headers = [HeaderNames.CorrelationId, RateLimitHeaders.Remaining, RateLimitHeaders.Policy],
        Answer = "The replicas.",
        Answers = Examples.ModelsAnswers,
        Errors = Always,
    };
}
