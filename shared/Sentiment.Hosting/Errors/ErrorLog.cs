using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Errors;

internal static partial class ErrorLog
{
    [LoggerMessage(110, LogLevel.Error, "An exception reached the edge; correlation id {CorrelationId}")]
    public static partial void Unhandled(ILogger logger, string correlationId, Exception failure);
}
