using System.Diagnostics;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Edge;

/// <summary>
/// How activities of this process come by the context of a client's call: its trace, but neither whether that is recorded nor what the client hangs
/// on to it. What leaves is our own, and complete.
/// </summary>
internal sealed class PublicPropagator : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _w3c = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields => _w3c.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => _w3c.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        _w3c.ExtractTraceIdAndState(carrier, getter, out var sent, out _);
        traceId = TraceParent.Unsampled(sent);
        traceState = null;
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
