using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch.Health;

/// <summary>
/// Health by answers. A broken connection, 500 and 502 are the replica's fault. 503 and 504 are not: they come from load and from the
/// client's own deadline, and a client with a short one must not be able to take replicas away from the others.
/// </summary>
internal sealed class AnswerHealth(Replicas replicas, Ejection ejection) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Answers";

    public string Name => PolicyName;

    public void Succeeded(DestinationState destination) => replicas.Of(destination).Answers.Add(failed: false);

    public void Failed(ClusterState cluster, DestinationState destination)
    {
        if (destination.Health.Passive == DestinationHealth.Unhealthy)
        {
            // What was under way when it was left out: it has been judged for that, and comes back with a clean record.
            return;
        }

        var answers = replicas.Of(destination).Answers;
        if (answers.Add(failed: true))
        {
            ejection.TryEject(cluster, destination, EjectionReason.Answers, $"{answers.Failures} of its last {AnswerWindow.Size} answers failed");
        }
    }

    // The connection, and not what a client has sent: a header that cannot be passed on is nobody's failure.
    private static bool Broke(Exception? failure) =>
        failure is HttpRequestException { HttpRequestError: not (HttpRequestError.Unknown or HttpRequestError.ConnectionError) }
        || failure?.GetBaseException() is IOException or System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionReset };

    /// <summary>What YARP has passed through, by the same rules.</summary>
    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        switch (context.GetForwarderErrorFeature()?.Error)
        {
            case ForwarderError.Request when Broke(context.GetForwarderErrorFeature()!.Exception):
            case ForwarderError.ResponseBodyDestination:
                Failed(cluster, destination);
                break;
            case null when context.Response.StatusCode is StatusCodes.Status500InternalServerError or StatusCodes.Status502BadGateway:
                Failed(cluster, destination);
                break;
            case null when context.Response.StatusCode == StatusCodes.Status200OK && HttpMethods.IsPost(context.Request.Method):
                // A prediction. What else a client may ask for, a replica that fails at its work answers well.
                Succeeded(destination);
                break;
        }
    }
}
