using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Dispatch;

internal static partial class DispatchLog
{
    [LoggerMessage(EventId = 210, Message = "Replica {Replica} of arm {Arm} broke off: {Reason}; correlation id {CorrelationId}")]
    public static partial void BrokeOff(ILogger logger, LogLevel level, string replica, string arm, string reason, string correlationId);

    [LoggerMessage(211, LogLevel.Error, "Replica {Replica} of arm {Arm} gave an answer that cannot be used: {Reason}; correlation id {CorrelationId}")]
    public static partial void Unusable(ILogger logger, string replica, string arm, string reason, string correlationId);

    [LoggerMessage(212, LogLevel.Error, "Replica {Replica} of arm {Arm} refused the gateway with {Code}: Sentiment__Dispatch__PoolKey must be a key that the pool knows; correlation id {CorrelationId}")]
    public static partial void KeyRefused(ILogger logger, string replica, string arm, ErrorCode code, string correlationId);

    [LoggerMessage(213, LogLevel.Debug, "Replica {Replica} of arm {Arm} could not say what it serves: {Reason}")]
    public static partial void ModelsUnknown(ILogger logger, string replica, string arm, string reason);

    [LoggerMessage(214, LogLevel.Warning, "Replica {Replica} of cluster {Cluster} is left out for {Absence}: {Evidence}")]
    public static partial void Ejected(ILogger logger, string replica, string cluster, TimeSpan absence, string evidence);

    [LoggerMessage(215, LogLevel.Warning, "Replica {Replica} of cluster {Cluster} is down: {Reason}")]
    public static partial void Down(ILogger logger, string replica, string cluster, string reason);

    [LoggerMessage(216, LogLevel.Information, "Replica {Replica} of cluster {Cluster} is back")]
    public static partial void Back(ILogger logger, string replica, string cluster);

    [LoggerMessage(217, LogLevel.Warning, "The replicas of cluster {Cluster} serve {Count} different models: serving digests {Digests}. Right during a rollout; otherwise compare their model packages and precisions at GET /api/v1/models")]
    public static partial void DigestsDiffer(ILogger logger, string cluster, int count, string digests);

    [LoggerMessage(218, LogLevel.Information, "The replicas of cluster {Cluster} serve the same model again")]
    public static partial void DigestsAgree(ILogger logger, string cluster);

    [LoggerMessage(219, LogLevel.Warning, "The name {Host} of destination {Destination} cannot be looked up: {Reason}. The {Count} addresses of the last answer stay in use")]
    public static partial void NameLost(ILogger logger, string host, string destination, string reason, int count);

    [LoggerMessage(220, LogLevel.Information, "The name {Host} of destination {Destination} has {Count} addresses now")]
    public static partial void NameChanged(ILogger logger, string host, string destination, int count);
}
