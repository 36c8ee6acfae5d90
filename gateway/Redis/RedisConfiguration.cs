using StackExchange.Redis;

namespace Sentiment.Gateway.Redis;

/// <summary>How the connection is kept, whatever its string says: a request must never wait for one that is being made.</summary>
internal static class RedisConfiguration
{
    private const int ConnectMilliseconds = 2_000;
    private const int ReconnectMilliseconds = 500;

    // Calls are given up long before. This bounds how long the library remembers those that nobody waits for, and, four times as long, when it
    // takes a silent connection for dead.
    private const int CallMilliseconds = 1_000;

    /// <returns>Null when the string cannot be read, or names no server.</returns>
    public static ConfigurationOptions? Parse(string connection)
    {
        try
        {
            var options = ConfigurationOptions.Parse(connection);
            return options.EndPoints.Count > 0 ? Kept(options) : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static ConfigurationOptions Kept(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectRetry = 1;
        options.ConnectTimeout = ConnectMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
        options.AsyncTimeout = CallMilliseconds;
        options.SyncTimeout = CallMilliseconds;
        options.ClientName ??= "sentiment-gateway";

        // Keys and addresses do not belong into what an exception says.
        options.IncludeDetailInExceptions = false;

        // Nothing here announces its changes to other clients, or needs a key to choose between two primaries.
        options.ConfigurationChannel = string.Empty;
        options.TieBreaker = string.Empty;
        return options;
    }
}
