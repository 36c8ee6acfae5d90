using Microsoft.Extensions.Logging;

namespace Sentiment.Serving.Drift;

internal static partial class DriftLog
{
    [LoggerMessage(340, LogLevel.Information, "{Package}: manifest.json has no baseline, so drift of its texts is not measured. To set one from some thousand texts: ./sentiment evaluate {Package} FILE... --write-baseline")]
    public static partial void NoBaseline(ILogger logger, string package);
}
