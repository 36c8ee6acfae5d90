using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Tls;

internal static partial class TlsLog
{
    [LoggerMessage(130, LogLevel.Information, "The certificate of {Name} is in use: {Subject}, until {End:u}")]
    public static partial void InUse(ILogger logger, string name, string subject, DateTimeOffset end);

    [LoggerMessage(131, LogLevel.Warning, "The changed certificate of {Name} is refused, the last good one stays in use: {Problem}")]
    public static partial void Refused(ILogger logger, string name, string problem);

    [LoggerMessage(132, LogLevel.Information, "The files of the certificate of {Name} hold again what is in use")]
    public static partial void Restored(ILogger logger, string name);
}
