namespace Sentiment.Gateway.Redis;

/// <summary>Never names the server: its address is part of a string that may have a password in it.</summary>
internal static partial class RedisLog
{
    [LoggerMessage(240, LogLevel.Warning, "Redis is away: {Reason}. Requests go on without it")]
    public static partial void Away(ILogger logger, string reason);

    [LoggerMessage(241, LogLevel.Information, "Redis is back after {Absence}")]
    public static partial void Back(ILogger logger, TimeSpan absence);
}
