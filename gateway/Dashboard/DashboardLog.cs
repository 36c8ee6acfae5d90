namespace Sentiment.Gateway.Dashboard;

internal static partial class DashboardLog
{
    [LoggerMessage(270, LogLevel.Error, "The dashboard was not brought up to date")]
    public static partial void TickFailed(ILogger logger, Exception failure);
}
