using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Draining;

internal static partial class DrainLog
{
    [LoggerMessage(180, LogLevel.Information, "Told to stop: not ready any more, takes requests for another {Delay}, and then has {Finish} for those that it has begun")]
    public static partial void Draining(ILogger logger, TimeSpan delay, TimeSpan finish);
}
