using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Dispatch.Health;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;
using Sentiment.Hosting.Tracing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch;

/// <summary>Asks one replica once, over YARP's connections, and learns from what it says.</summary>
internal sealed class ReplicaClient(Replicas replicas, AnswerHealth health, PoolHeaders headers, TimeProvider time, ILogger<ReplicaClient> logger)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <param name="arm">For whom.</param>
    /// <param name="cluster">Whose connections.</param>
    /// <param name="destination">Which replica.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="request">Whose id and deadline the call has.</param>
    /// <param name="mayLeave">Whether there is somebody else to ask, should the probes give this replica up meanwhile.</param>
    /// <returns>What came of it; only the client's own departure throws.</returns>
    public async Task<Reply<T>> CallAsync<T>(
        Arm arm, ClusterState cluster, DestinationState destination, PoolRequest<T> call, RequestContext request, bool mayLeave)
        where T : class
    {
        var replica = replicas.Of(destination);
        using var span = Spans.Start("model.inference", ActivityKind.Client);
        span?.SetTag("sentiment.arm", arm.Id).SetTag("sentiment.replica", destination.DestinationId);
        var reply = await SendAsync(arm, cluster, destination, replica, call, request, mayLeave);
        if (reply.Failure is not { Fault: var fault })
        {
            health.Succeeded(destination);
        }
        else if (fault.IsTheReplicas())
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.ToString());
            health.Failed(cluster, destination);
        }

        return reply;
    }

    private async Task<Reply<T>> SendAsync<T>(
        Arm arm, ClusterState cluster, DestinationState destination, Replica replica, PoolRequest<T> asked, RequestContext request, bool mayLeave)
        where T : class
    {
        var deadline = request.Deadline;
        var call = new PoolCall(arm, destination.DestinationId, IsNews: !replica.Answers.LastFailed, request, logger);
        var lost = mayLeave ? replica.Lost : CancellationToken.None;
        using var linked = lost.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, lost) : null;
        var limit = linked?.Token ?? deadline.Token;
        using var lease = replica.Load.Begin(asked.Tokens);
        using var message = Message(destination.Model.Config, asked, request);
        var started = time.GetTimestamp();
        try
        {
            using var response = await cluster.Model.HttpClient.SendAsync(message, limit);
            var facts = PoolFacts.Of(response);
            replica.Heard(facts);
            var reply = await AnswerReader.ReadAsync(response, asked.Type, value => asked.FlawOf(value, arm.Backend), facts, call, limit);
            if (reply.Answer is not null)
            {
                var now = time.GetTimestamp();
                var took = time.GetElapsedTime(started, now);
                replica.Pace.Answered(took);
                replica.Times.Add(took, now);
            }

            return reply;
        }
        catch (Exception late) when (deadline.HasPassed && late is OperationCanceledException or HttpRequestException)
        {
            return call.Late();
        }
        catch (OperationCanceledException) when (!deadline.Token.IsCancellationRequested)
        {
            // Neither the time is up nor has the client left.
            return lost.IsCancellationRequested
                ? call.BrokeOff(Fault.BrokeOff, "it answers no probes, and is not waited for")
                : call.BrokeOff(Fault.Absent, "no connection within the time allowed");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded)
        {
            return call.Unusable($"it is not an HTTP answer within the limits ({failure.HttpRequestError})");
        }
        catch (HttpRequestException failure)
        {
            return call.BrokeOff(FaultOf(failure.HttpRequestError), $"{failure.HttpRequestError}, {failure.GetBaseException().Message}");
        }
    }

    // Without a connection the request has not left: asking again costs nobody anything.
    private static Fault FaultOf(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            ? Fault.Absent
            : Fault.BrokeOff;

    private HttpRequestMessage Message<T>(DestinationConfig config, PoolRequest<T> asked, RequestContext request)
        where T : class
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(config.Address), asked.Path))
        {
            Version = HttpVersion.Version11,
            Content = new ByteArrayContent(asked.Body),
        };
        message.Headers.Host = config.Host;
        message.Content.Headers.ContentType = Json;
        headers.Set(message.Headers, request);
        return message;
    }
}
