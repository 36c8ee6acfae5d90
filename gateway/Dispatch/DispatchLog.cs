using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Dispatch;

internal static partial class DispatchLog
{
    [LoggerMessage(210, LogLevel.Warning, "Replica {Replica} of arm {Arm} broke off: {Reason}; correlation id {CorrelationId}")]
    public static partial void BrokeOff(ILogger logger, string replica, string arm, string reason, string correlationId);

    [LoggerMessage(211, LogLevel.Error, "Replica {Replica} of arm {Arm} gave an answer that cannot be used: {Reason}; correlation id {CorrelationId}")]
    public static partial void Unusable(ILogger logger, string replica, string arm, string reason, string correlationId);

    [LoggerMessage(212, LogLevel.Error, "Replica {Replica} of arm {Arm} refused the gateway with {Code}: Sentiment__Dispatch__PoolKey must be a key that the pool knows; correlation id {CorrelationId}")]
    public static partial void KeyRefused(ILogger logger, string replica, string arm, ErrorCode code, string correlationId);

    [LoggerMessage(213, LogLevel.Debug, "Replica {Replica} of arm {Arm} could not say what it serves: {Reason}")]
    public static partial void ModelsUnknown(ILogger logger, string replica, string arm, string reason);
}
