using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Health;

internal static partial class HealthLog
{
    [LoggerMessage(160, LogLevel.Warning, "The health of {Check} was {Before} and is {After}: {Description}")]
    public static partial void Changed(ILogger logger, string check, HealthStatus before, HealthStatus after, string? description);

    // The host alone: the rest of the address may be a secret.
    [LoggerMessage(161, LogLevel.Warning, "The webhook at {Host} was told, and answered {Status}")]
    public static partial void HookRefused(ILogger logger, string host, int status);

    [LoggerMessage(162, LogLevel.Warning, "The webhook at {Host} was not told: {Failure}")]
    public static partial void HookFailed(ILogger logger, string host, string failure);
}
