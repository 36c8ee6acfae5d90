using System.Buffers.Text;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Redis;
using Sentiment.Hosting.Configuration;
using StackExchange.Redis;

namespace Sentiment.Gateway.Caching;

/// <summary>The answers that all gateways with the same Redis and the same pepper share. Safe for many threads.</summary>
internal sealed class SharedAnswers(RedisLink redis, IOptions<CacheOptions> options, LiveOptions<AuthOptions> auth, CacheMetrics metrics)
{
    private readonly StoredAnswers _stored = new(Convert.FromBase64String(auth.Current.Pepper!));

    public bool AreOn => redis.IsConfigured;

    private TimeSpan Lifetime => options.Value.Lifetime;

    /// <summary>Looks for all of them in one round trip.</summary>
    /// <param name="keys">At least one.</param>
    /// <param name="backend">Of the arm that is asked.</param>
    /// <returns>One a key; null for what is not known, or cannot be used.</returns>
    public async ValueTask<Prediction?[]> FindAsync(CacheKey[] keys, string backend)
    {
        var found = new Prediction?[keys.Length];
        var values = await redis.AskAsync(RedisUse.Lookup, Array.ConvertAll(keys, NameOf), static (database, names) => database.StringGetAsync(names));
        for (var i = 0; i < keys.Length; i++)
        {
            var value = values is null ? null : (byte[]?)values[i];
            found[i] = value is null ? null : _stored.Read(keys[i], value, backend);
            metrics.LookedUpInRedis(values is null ? SharedLookup.Failed : value is null ? SharedLookup.Miss : found[i] is null ? SharedLookup.Unusable : SharedLookup.Hit);
        }

        return found;
    }

    /// <summary>Keeps it for the others; nobody waits for that.</summary>
    public void Keep(CacheKey key, Prediction prediction)
    {
        if (AreOn)
        {
            redis.Tell(RedisUse.Store, (Answers: this, key, prediction), static (database, entry) => database.StringSet(
                NameOf(entry.key), entry.Answers._stored.Write(entry.key, entry.prediction), entry.Answers.Lifetime, flags: CommandFlags.FireAndForget));
        }
    }

    private static RedisKey NameOf(CacheKey key) => "sentiment:answer:" + Base64Url.EncodeToString(key.ToBytes());
}

/// <summary>What came of looking for an answer in Redis; its name in metrics is in lower case.</summary>
internal enum SharedLookup
{
    Hit,
    Miss,

    /// <summary>There was something that this gateway did not write, or would not write now.</summary>
    Unusable,

    /// <summary>There was no answer from Redis.</summary>
    Failed,
}
