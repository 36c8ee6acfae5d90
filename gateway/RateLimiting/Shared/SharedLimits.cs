using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Redis;
using Sentiment.Hosting.Configuration;
using StackExchange.Redis;

namespace Sentiment.Gateway.RateLimiting.Shared;

/// <summary>The limits that all gateways with the same Redis share. Safe for many threads.</summary>
internal sealed class SharedLimits(RedisLink redis, LiveOptions<AuthOptions> auth, LiveOptions<RateLimitsOptions> options, RateLimitMetrics metrics)
{
    // Half of a SHA-256: no two callers meet by chance, and nobody makes them meet.
    private const int KeyBytes = 16;

    private readonly ConcurrentQueue<SharedUsage> _debtors = new();

    // As it is at the start: with another one, all begin with full buckets, and nothing is wrong.
    private readonly Lazy<byte[]> _secret = new(() => HMACSHA256.HashData(Convert.FromBase64String(auth.Current.Pepper!), "sentiment limits 1"u8));

    public bool AreOn => redis.IsConfigured;

    /// <param name="client">The caller's id, which may have an address in it: Redis gets a hash that nobody without the pepper can try addresses against.</param>
    /// <param name="own">What counts while Redis is away.</param>
    public SharedUsage Of(string client, Usage own) => new(this, [KeyOf(client, own.Plan.Limits)], own);

    /// <returns>How the caller stands; null when Redis did not say.</returns>
    public async ValueTask<Standing?> ChargeAsync(RedisKey[] key, PlanOptions plan, long requests, long texts, long tokens)
    {
        var answer = await redis.AskAsync(
            RedisUse.Limits,
            (key, Arguments: LimitScript.Arguments(plan, requests, texts, tokens)),
            static (database, call) => database.ScriptEvaluateAsync(LimitScript.Text, call.key, call.Arguments));
        return answer is null ? null : LimitScript.Read((string?)answer, plan, requests, texts);
    }

    /// <summary>Redis did not answer.</summary>
    /// <returns>Whether this gateway counts for itself then.</returns>
    public bool FallBack()
    {
        var action = options.Current.WhenRedisIsAway;
        metrics.FellBack(action);
        return action == RedisAbsence.Local;
    }

    /// <summary>It has tokens to tell, should its caller not call again soon.</summary>
    public void Owes(SharedUsage usage) => _debtors.Enqueue(usage);

    /// <summary>Tells Redis what callers have used who have not called since.</summary>
    public Task FlushAsync()
    {
        var flushes = new List<Task>(_debtors.Count);
        for (var i = _debtors.Count; i > 0 && _debtors.TryDequeue(out var usage); i--)
        {
            flushes.Add(usage.FlushAsync().AsTask());
        }

        return Task.WhenAll(flushes);
    }

    // Of another plan the bucket is another one: who has a changed plan starts with a full one, at every gateway.
    private RedisKey KeyOf(string client, PlanOptions plan)
    {
        var caller = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{plan.Requests} {plan.Texts} {plan.Tokens} {client}"));
        return "sentiment:limit:" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret.Value, caller).AsSpan(0, KeyBytes));
    }
}
