using System.Globalization;
using Microsoft.Extensions.Options;
using Sentiment.Gateway.Redis;
using StackExchange.Redis;

namespace Sentiment.Gateway.Feedback;

/// <summary>
/// For which predictions feedback was given: in this process's memory, and in Redis where there is one, so that all gateways know. While Redis is away,
/// each knows its own.
/// </summary>
internal sealed class GivenFeedback(IOptions<FeedbackOptions> options, RedisLink redis)
{
    private const string Taken = "taken";
    private const string Known = "known";

    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _nonces = [];
    private readonly Queue<ulong> _oldestFirst = [];

    /// <summary>Takes the feedback of a prediction, the first time.</summary>
    /// <param name="nonce">Of the prediction id.</param>
    /// <param name="left">How long that is good for, and so must be remembered.</param>
    /// <returns>False where it was given before.</returns>
    public async ValueTask<bool> TryTakeAsync(ulong nonce, TimeSpan left) =>
        TryRemember(nonce)
        && (!redis.IsConfigured
            || await redis.AskAsync(RedisUse.Feedback, (Nonce: nonce, Left: left), static (database, given) => TakeAsync(database, given.Nonce, given.Left)) != Known);

    private static async Task<string> TakeAsync(IDatabase database, ulong nonce, TimeSpan left)
    {
        RedisKey name = string.Create(CultureInfo.InvariantCulture, $"sentiment:feedback:{nonce:x16}");
        return await database.StringSetAsync(name, RedisValue.EmptyString, left + TimeSpan.FromSeconds(1), When.NotExists) ? Taken : Known;
    }

    private bool TryRemember(ulong nonce)
    {
        lock (_lock)
        {
            if (!_nonces.Add(nonce))
            {
                return false;
            }

            _oldestFirst.Enqueue(nonce);
            if (_oldestFirst.Count > options.Value.Remembered)
            {
                _nonces.Remove(_oldestFirst.Dequeue());
            }

            return true;
        }
    }
}
