namespace Sentiment.Gateway.Feedback;

internal static partial class FeedbackLog
{
    [LoggerMessage(260, LogLevel.Information, "Feedback: arm {Arm}, serving digest {Digest}…, said {PredictedLabel} with {Score}, and {Label} is right; client {Client}, correlation id {CorrelationId}")]
    public static partial void Given(ILogger logger, string arm, string digest, string predictedLabel, float score, string label, string client, string correlationId);
}
