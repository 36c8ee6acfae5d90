using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Configuration;

/// <summary>Names sections and problems, never a value: keys and peppers are settings, too.</summary>
internal static partial class ConfigurationLog
{
    [LoggerMessage(120, LogLevel.Information, "The configuration files have changed; taken over: {Sections}")]
    public static partial void Applied(ILogger logger, string sections);

    [LoggerMessage(121, LogLevel.Warning, "Changed in the configuration files, but read at the start only: {Sections}. Restart the service to apply them")]
    public static partial void NeedsRestart(ILogger logger, string sections);

    [LoggerMessage(122, LogLevel.Error, "The changed configuration is refused as a whole, the last good one stays in force: {Problem}")]
    public static partial void Refused(ILogger logger, string problem);

    [LoggerMessage(123, LogLevel.Information, "The configuration files hold again what is in force")]
    public static partial void Restored(ILogger logger);

    [LoggerMessage(124, LogLevel.Error, "{Part} could not follow the changed configuration, and goes on with what it had")]
    public static partial void PartFailed(ILogger logger, string part, Exception failure);
}
