using StackExchange.Redis;

namespace Sentiment.Gateway.Redis;

/// <summary>
/// Asks Redis for what requests will ask it, before one does: the first call of a kind takes longer than others, as its code is compiled then, and
/// would be taken for a server that is slow.
/// </summary>
internal static class RedisRehearsal
{
    private const string Script = "return ARGV[1]";

    // Below the prefix of our keys, which is all that the user may read; nothing is there, and nothing is written.
    private static readonly RedisKey[] Names = ["sentiment:rehearsal"];

    /// <returns>Null when it has answered; otherwise why it has not.</returns>
    public static async Task<Exception?> RunAsync(IDatabase database)
    {
        try
        {
            await database.PingAsync();
            await ReadAsync(database);
            return null;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return failure;
        }
    }

    private static async Task ReadAsync(IDatabase database)
    {
        try
        {
            _ = await database.StringGetAsync(Names);
            _ = (string?)await database.ScriptEvaluateAsync(Script, Names, ["1"]);
        }
        catch (Exception refused) when (refused is RedisServerException or RedisCommandException)
        {
            // It is there. Whoever needs what it refuses says so when it matters.
        }
    }
}
