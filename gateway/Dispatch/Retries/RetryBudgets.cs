using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Retries;

/// <summary>A budget a cluster: the trouble of one must not use up what another may need.</summary>
internal sealed class RetryBudgets(TimeProvider time)
{
    private readonly ConditionalWeakTable<ClusterState, RetryBudget> _budgets = [];

    public RetryBudget Of(ClusterState cluster) => _budgets.GetValue(cluster, _ => new RetryBudget(time));
}
