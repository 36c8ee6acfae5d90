using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Dispatch.Balancing;
using Sentiment.Gateway.Dispatch.Retries;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;
using Yarp.ReverseProxy;

namespace Sentiment.Gateway.Dispatch;

/// <summary>
/// Step 7: from an assignment to an answer. What goes wrong is a value; only the client's own departure throws.
/// <list type="number">
/// <item>The replica of the arm with the least work.</item>
/// <item>One that was not there, at once another: nothing was spent. One that broke off or failed, one retry on another, within the budget.</item>
/// <item>The other arms that may stand in, in the same way with one attempt each, when the arm has nobody left. Never because of load: what
/// is too much for one arm must not become too much for all.</item>
/// </list>
/// </summary>
internal sealed class PoolClient(
    IProxyStateLookup clusters, ReplicaPicker picker, ReplicaClient replicas, RetryBudgets budgets, DispatchMetrics metrics)
{
    // The first, and one retry.
    private const int AttemptsOnTheArm = 2;

    /// <returns>The answer and the arm that gave it; or E4002, E2003, E4001, or what the pool refused with.</returns>
    public async Task<Outcome<Served<T>>> SendAsync<T>(Assignment assignment, PoolRequest<T> call, RequestContext request)
        where T : class
    {
        var tried = new Tried(picker);
        var reply = await AskArmAsync(assignment.Arm, AttemptsOnTheArm, mayLeave: assignment.Alternatives.Any(IsUp), tried, call, request);
        if (reply.Answer is { } answer)
        {
            return new Served<T>(assignment.Arm, answer);
        }

        // Told in the end if nobody stands in: the client asked for this arm.
        var (error, fault) = reply.Failure!;
        for (var i = 0; i < assignment.Alternatives.Count && fault is not (Fault.None or Fault.Overloaded); i++)
        {
            var arm = assignment.Alternatives[i];
            reply = await AskArmAsync(arm, attempts: 1, mayLeave: assignment.Alternatives.Skip(i + 1).Any(IsUp), tried, call, request);
            if (reply.Answer is { } substitute)
            {
                metrics.FailedOver(assignment.Arm, arm);
                return new Served<T>(arm, substitute);
            }

            fault = reply.Failure!.Fault;
            if (fault == Fault.None)
            {
                error = reply.Failure.Error;
            }
        }

        return error;
    }

    private async Task<Reply<T>> AskArmAsync<T>(
        Arm arm, int attempts, bool mayLeave, Tried tried, PoolRequest<T> call, RequestContext request)
        where T : class
    {
        Failure failure = new(DispatchErrors.NoReplica(arm.Id), Fault.Absent);
        if (!clusters.TryGetCluster(arm.Cluster, out var cluster))
        {
            return failure;
        }

        var budget = budgets.Of(cluster);
        budget.Count();
        while (attempts > 0 && tried.Next(cluster) is { } replica)
        {
            if (request.Deadline.HasPassed)
            {
                return new Failure(DispatchErrors.DeadlinePassed(request.Deadline), Fault.None);
            }

            if (tried.LastFault is { } last && !MayRetry(arm, last, budget))
            {
                return failure;
            }

            var reply = await replicas.CallAsync(arm, cluster, replica, call, request, mayLeave || (attempts > 1 && tried.HasChoice(cluster)));
            if (reply.Failure is null or { Fault: Fault.None })
            {
                return reply;
            }

            // That one is full is the answer, whatever the others say: it tells when to come back, and load is no reason for another arm.
            failure = failure.Fault == Fault.Overloaded ? failure : reply.Failure;
            tried.Add(replica, reply.Failure.Fault);
            attempts -= reply.Failure.Fault == Fault.Absent ? 0 : 1;
        }

        return failure;
    }

    private bool IsUp(Arm arm) => clusters.TryGetCluster(arm.Cluster, out var cluster) && cluster.DestinationsState.AvailableDestinations.Count > 0;

    private bool MayRetry(Arm arm, Fault last, RetryBudget budget)
    {
        if (last != Fault.Absent && !budget.TryTake())
        {
            metrics.RetryRefused(arm);
            return false;
        }

        metrics.Retried(arm, last);
        return true;
    }
}

/// <param name="Arm">The arm that answered, which may not be the assigned one.</param>
/// <param name="Answer">What it said.</param>
internal sealed record Served<T>(Arm Arm, PoolAnswer<T> Answer)
    where T : class;
