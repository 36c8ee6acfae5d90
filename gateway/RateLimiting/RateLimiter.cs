using BitFaster.Caching.Lru;
using Sentiment.Gateway.Auth;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>Knows what each caller has used, by the plans that are in force now.</summary>
internal sealed class RateLimiter(LiveOptions<RateLimitsOptions> options, RateLimitMetrics metrics, TimeProvider time)
{
    // A few hundred bytes each. Keys are fewer; addresses and token callers may be more, and those seen longest ago are forgotten.
    private const int Callers = 50_000;

    private readonly ConcurrentLru<string, Usage> _usages = new(Callers);

    public Charge Begin(Client client)
    {
        var current = options.Current;
        var plan = current.Plan(client.Plan) ?? PlanOptions.Default;
        var usage = _usages.GetOrAdd(client.Id, static (_, state) => new Usage(state.Name, state.plan, state.time), (Name: client.Plan, plan, time));
        if (usage.Plan != plan)
        {
            // The plan was changed, or the key has another: counted anew.
            usage = new Usage(client.Plan, plan, time);
            _usages.AddOrUpdate(client.Id, usage);
        }

        return new Charge(usage, current.DryRun, metrics);
    }
}
