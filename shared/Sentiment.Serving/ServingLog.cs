using Microsoft.Extensions.Logging;

namespace Sentiment.Serving;

internal static partial class ServingLog
{
    [LoggerMessage(300, LogLevel.Warning, "Text {Index} of the request was answered with E2002; correlation id {CorrelationId}")]
    public static partial void InferenceFailed(ILogger logger, int index, string correlationId);
}
