namespace Sentiment.Gateway.Auth;

internal static partial class AuthLog
{
    [LoggerMessage(201, LogLevel.Warning, "The keys of the tokens' issuer cannot be fetched: {Reason}")]
    public static partial void IssuerUnreachable(ILogger logger, string reason);
}
