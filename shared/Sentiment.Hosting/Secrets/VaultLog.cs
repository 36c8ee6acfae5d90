using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Secrets;

/// <summary>Names paths and keys of secrets, never a value, and no token.</summary>
internal static partial class VaultLog
{
    [LoggerMessage(170, LogLevel.Information, "{Count} secrets are read from Vault at {Address}, and again each {Interval}")]
    public static partial void Read(ILogger logger, int count, Uri address, TimeSpan interval);

    [LoggerMessage(171, LogLevel.Warning, "Vault cannot be read yet; the start waits {Limit} for it: {Problem}")]
    public static partial void Waiting(ILogger logger, TimeSpan limit, string problem);

    [LoggerMessage(172, LogLevel.Warning, "Vault cannot be read any more, what was read last stays in force: {Problem}")]
    public static partial void Lost(ILogger logger, string problem);

    [LoggerMessage(173, LogLevel.Information, "Vault can be read again, after {Seconds:0} s")]
    public static partial void Back(ILogger logger, double seconds);
}
