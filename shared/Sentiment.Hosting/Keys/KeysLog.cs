using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Keys;

/// <summary>Names a caller by the id of its key; never has a key, nor an address.</summary>
internal static partial class KeysLog
{
    [LoggerMessage(140, LogLevel.Information, "A key was refused; correlation id {CorrelationId}")]
    public static partial void CredentialsRefused(ILogger logger, string correlationId);

    [LoggerMessage(141, LogLevel.Information, "The caller {Caller} has not the scope {Scope}; correlation id {CorrelationId}")]
    public static partial void ScopeMissing(ILogger logger, string caller, Scope scope, string correlationId);

    [LoggerMessage(142, LogLevel.Debug, "The caller {Caller} was let in; correlation id {CorrelationId}")]
    public static partial void LetIn(ILogger logger, string caller, string correlationId);

    [LoggerMessage(143, LogLevel.Warning, "The management port is bound to {Address}:{Port} and asks for no key: whoever reaches it reads the metrics. Set Sentiment__Auth__ManagementNeedsKey=true, or let nobody but operators reach it.")]
    public static partial void ManagementIsOpen(ILogger logger, string address, int port);
}
