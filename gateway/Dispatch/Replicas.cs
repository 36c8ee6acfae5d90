using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch;

/// <summary>Finds a replica by YARP's object for it, and forgets it together with that object.</summary>
internal sealed class Replicas
{
    private readonly ConditionalWeakTable<DestinationState, Replica> _known = [];

    public Replica Of(DestinationState destination) => _known.GetOrCreateValue(destination);
}
