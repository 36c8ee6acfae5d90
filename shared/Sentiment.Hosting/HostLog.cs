using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(100, LogLevel.Critical, "The configuration is refused: {Problem}")]
    public static partial void ConfigurationRefused(ILogger logger, string problem);

    [LoggerMessage(101, LogLevel.Critical, "{Problem} Choose other ports with Sentiment__Listen__Port and Sentiment__Listen__ManagementPort.")]
    public static partial void PortInUse(ILogger logger, string problem);
}
