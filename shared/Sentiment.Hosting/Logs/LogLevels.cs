using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Logs;

/// <summary>
/// The levels under <c>Logging</c>. The framework follows them while the service runs, and throws at one that it does not know, in the middle
/// of whatever has read the configuration: so they are checked with all the rest, before.
/// </summary>
internal static class LogLevels
{
    public const string Section = "Logging";

    private const string Levels = "LogLevel";

    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        from setting in configuration.GetSection(Section).AsEnumerable()
        where setting.Value is not null
            && setting.Key.Split(ConfigurationPath.KeyDelimiter).Contains(Levels, StringComparer.OrdinalIgnoreCase)
            && !(Enum.TryParse<LogLevel>(setting.Value, ignoreCase: true, out var level) && Enum.IsDefined(level))
        select $"{setting.Key} is '{setting.Value}' and must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.";
}
