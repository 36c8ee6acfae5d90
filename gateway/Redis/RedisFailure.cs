using StackExchange.Redis;

namespace Sentiment.Gateway.Redis;

/// <summary>What went wrong, in words that hold nothing of the connection's string: messages of the library and of servers may.</summary>
internal static class RedisFailure
{
    public static string ReasonOf(Exception failure) => failure switch
    {
        // That a call found no connection says less than why there is none.
        RedisConnectionException { InnerException: RedisConnectionException cause } => ReasonOf(cause),
        RedisConnectionException connection => ReasonOf(connection.FailureType),
        TimeoutException => "it does not answer in time",
        RedisServerException server => $"it refuses with {CodeOf(server.Message)}",
        _ => failure.GetType().Name,
    };

    public static string ReasonOf(ConnectionFailureType failure) => $"no connection ({failure})";

    // A server's error begins with its code: NOAUTH, READONLY, OOM.
    private static string CodeOf(string message)
    {
        var end = message.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return end > 0 ? message[..end] : "an error";
    }
}
