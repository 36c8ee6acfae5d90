using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Balancing;

/// <summary>
/// The power of two choices: of two replicas the one with less work. As good as asking all of them, and gateways that do not know of each
/// other do not all run to the same one (Mitzenmacher 2001). The first of the two goes round, so that idle replicas take turns.
/// </summary>
internal sealed class ReplicaPicker(Replicas replicas, Random chance)
{
    // What YARP passes through is not read here; a call of a sentence is about this much.
    private const int TokensOfAPassedCall = 32;

    private uint _turn;

    /// <param name="candidates">The replicas that are up.</param>
    /// <returns>Null when there is none.</returns>
    public DestinationState? Pick(IReadOnlyList<DestinationState> candidates)
    {
        if (candidates.Count == 0)
        {
            return null;
        }

        var first = (int)(Interlocked.Increment(ref _turn) % (uint)candidates.Count);
        if (candidates.Count == 1)
        {
            return candidates[first];
        }

        var second = (first + 1 + chance.Next(candidates.Count - 1)) % candidates.Count;
        return TokensOf(candidates[second]) < TokensOf(candidates[first]) ? candidates[second] : candidates[first];
    }

    public int TokensOf(DestinationState destination) =>
        replicas.Of(destination).Load.Tokens + (destination.ConcurrentRequestCount * TokensOfAPassedCall);
}
