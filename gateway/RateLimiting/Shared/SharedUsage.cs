using StackExchange.Redis;

namespace Sentiment.Gateway.RateLimiting.Shared;

/// <summary>
/// What one caller has used of its plan at all gateways. Counted here as well, so that who has used up its plan does not begin with a full bucket
/// when Redis goes away. Safe for many threads.
/// </summary>
/// <param name="limits">Where it is kept.</param>
/// <param name="key">Under which name.</param>
/// <param name="own">The same at this gateway alone.</param>
internal sealed class SharedUsage(SharedLimits limits, RedisKey[] key, Usage own) : IUsage
{
    // Tokens that Redis does not know of yet. They go with the next call, and are told to nobody when that fails: it may have been made all the same,
    // and no caller is charged twice.
    private long _owed;
    private bool _isDebtor;

    public NamedPlan Plan => own.Plan;

    public async ValueTask<Standing?> TakeAsync(long requests, long texts)
    {
        if (await ChargeAsync(requests, texts) is { } standing)
        {
            if (standing.Refused is null)
            {
                own.Charge(requests, texts);
            }

            return standing;
        }

        return limits.FallBack() ? own.Take(requests, texts) : null;
    }

    public async ValueTask<Standing> GiveBackAsync(long requests, long texts, Standing taken)
    {
        own.GiveBack(requests, texts);
        return taken.IsShared && await ChargeAsync(-requests, -texts) is { } standing ? standing : own.Look(refused: null);
    }

    public void Use(long tokens, Standing taken)
    {
        own.Use(tokens, taken);

        // What was counted here alone stays here: Redis would take it for a debt when it is back.
        if (tokens > 0 && taken.IsShared)
        {
            Interlocked.Add(ref _owed, tokens);
            if (!Interlocked.Exchange(ref _isDebtor, true))
            {
                limits.Owes(this);
            }
        }
    }

    /// <summary>Tells Redis of the tokens that it does not know of.</summary>
    public async ValueTask FlushAsync()
    {
        // In this order: what is added from here on lists it again.
        Volatile.Write(ref _isDebtor, false);
        if (Interlocked.Read(ref _owed) > 0)
        {
            await ChargeAsync(requests: 0, texts: 0);
        }
    }

    private ValueTask<Standing?> ChargeAsync(long requests, long texts) =>
        limits.ChargeAsync(key, own.Plan.Limits, requests, texts, tokens: Interlocked.Exchange(ref _owed, 0));
}
