using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;
using Yarp.ReverseProxy;

namespace Sentiment.Gateway.Dispatch;

/// <summary>
/// Step 7: sends a canonical body to a replica of the arm, over YARP's cluster state and connections. What goes wrong is a value;
/// only the client's own departure throws.
/// </summary>
internal sealed class PoolClient(IProxyStateLookup clusters, ReplicaLoad load, PoolHeaders headers, ILogger<PoolClient> logger)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <returns>The prediction; E4002, E2003, E4001, or what the pool refused with.</returns>
    public Task<Outcome<PoolAnswer<Prediction>>> PredictAsync(Arm arm, byte[] body, RequestContext request) =>
        SendAsync("/api/v1/predict", arm, body, ContractsJson.Default.Prediction, answer => AnswerCheck.FlawOf(answer, arm.Backend), request);

    /// <param name="arm">Which pool.</param>
    /// <param name="body">Canonical, of <paramref name="texts"/> texts.</param>
    /// <param name="texts">How many results there must be.</param>
    /// <param name="request">Whose id and deadline the call has.</param>
    /// <inheritdoc cref="PredictAsync"/>
    public Task<Outcome<PoolAnswer<BatchResponse>>> PredictBatchAsync(Arm arm, byte[] body, int texts, RequestContext request) =>
        SendAsync("/api/v1/predict/batch", arm, body, ContractsJson.Default.BatchResponse, answer => AnswerCheck.FlawOf(answer, texts, arm.Backend), request);

    private async Task<Outcome<PoolAnswer<T>>> SendAsync<T>(
        string path, Arm arm, byte[] body, JsonTypeInfo<T> type, Func<T, string?> flawOf, RequestContext request)
        where T : class
    {
        var deadline = request.Deadline;
        if (deadline.HasPassed)
        {
            return DispatchErrors.DeadlinePassed(deadline);
        }

        if (!clusters.TryGetCluster(arm.Cluster, out var cluster) || load.Pick(cluster) is not { } replica)
        {
            return DispatchErrors.NoReplica(arm.Id);
        }

        var call = new PoolCall(arm, replica.DestinationId, request, logger);
        using var lease = load.Begin(replica);
        using var message = Message(new Uri(new Uri(replica.Model.Config.Address), path), body, request);
        try
        {
            using var response = await cluster.Model.HttpClient.SendAsync(message, deadline.Token);
            return await AnswerReader.ReadAsync(response, type, flawOf, call, deadline.Token);
        }
        catch (Exception late) when (deadline.HasPassed && late is OperationCanceledException or HttpRequestException)
        {
            return DispatchErrors.DeadlinePassed(deadline);
        }
        catch (OperationCanceledException) when (!deadline.Token.IsCancellationRequested)
        {
            // Neither the time is up nor has the client left: it was the connection that took too long.
            return call.BrokeOff("no connection within the time allowed");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded)
        {
            return call.Unusable($"it is not an HTTP answer within the limits ({failure.HttpRequestError})");
        }
        catch (HttpRequestException failure)
        {
            return call.BrokeOff($"{failure.HttpRequestError}, {failure.GetBaseException().Message}");
        }
    }

    private HttpRequestMessage Message(Uri address, byte[] body, RequestContext request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version11,
            Content = new ByteArrayContent(body),
        };
        message.Content.Headers.ContentType = Json;
        headers.Set(message.Headers, request);
        return message;
    }
}
