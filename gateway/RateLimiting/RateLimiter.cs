using BitFaster.Caching.Lru;
using Sentiment.Gateway.RateLimiting.Shared;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>Knows what each caller has used, by the plans that are in force now.</summary>
internal sealed class RateLimiter(LiveOptions<RateLimitsOptions> options, RateLimitMetrics metrics, SharedLimits shared, TimeProvider time)
{
    // A few hundred bytes each. Keys are fewer; addresses and token callers may be more, and those seen longest ago are forgotten.
    private const int Callers = 50_000;

    private readonly ConcurrentLru<string, IUsage> _usages = new(Callers);

    public Charge Begin(Client client)
    {
        var current = options.Current;
        var plan = current.Plan(client.Plan) ?? PlanOptions.Default;
        var usage = _usages.GetOrAdd(client.Id, static (id, state) => state.Limiter.NewUsage(id, state.Name, state.plan), (Limiter: this, Name: client.Plan, plan));
        if (usage.Plan.Limits != plan)
        {
            // The plan was changed, or the key has another: counted anew.
            usage = NewUsage(client.Id, client.Plan, plan);
            _usages.AddOrUpdate(client.Id, usage);
        }

        return new Charge(usage, current.DryRun, metrics);
    }

    private IUsage NewUsage(string client, string planName, PlanOptions plan)
    {
        var own = new Usage(new NamedPlan(planName, plan), time);
        return shared.AreOn ? shared.Of(client, own) : own;
    }
}
