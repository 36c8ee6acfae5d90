using Microsoft.Extensions.Logging;

namespace Sentiment.Serving.Batching;

internal static partial class BatchingLog
{
    [LoggerMessage(330, LogLevel.Error, "A run of {Texts} texts, the longest of {Longest} tokens, failed; they are answered with E2002")]
    public static partial void RunFailed(ILogger logger, int texts, int longest, Exception failure);
}
