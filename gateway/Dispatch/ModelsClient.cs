using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Models;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Sentiment.Gateway.Dispatch;

/// <summary>Asks replicas what they serve, the ones that are out of service included: that is when people want to know.</summary>
internal sealed class ModelsClient(
    IProxyStateLookup clusters, PoolHeaders headers, IOptions<DispatchOptions> options, TimeProvider time, ILogger<ModelsClient> logger)
{
    private const string Unreachable = "unreachable";

    /// <returns>One task a replica; none of them fails but by the client's departure.</returns>
    public IEnumerable<Task<IReadOnlyList<ModelStatus>>> AskAll(Arm arm, RequestContext request) =>
        clusters.TryGetCluster(arm.Cluster, out var cluster)
            ? cluster.DestinationsState.AllDestinations.Select(replica => AskAsync(arm, cluster, replica, request))
            : [];

    private async Task<IReadOnlyList<ModelStatus>> AskAsync(Arm arm, ClusterState cluster, DestinationState replica, RequestContext request)
    {
        using var limit = new CancellationTokenSource(options.Value.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, request.Deadline.Token);
        try
        {
            var models = await ReadAsync(cluster, replica, request, either.Token);
            return [.. models.Select(model => model with { Arm = arm.Id, Replica = replica.DestinationId })];
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !IsClientGone(request)))
        {
            DispatchLog.ModelsUnknown(logger, replica.DestinationId, arm.Id, failure.Message);
            return [new ModelStatus { Arm = arm.Id, Replica = replica.DestinationId, State = Unreachable, Backend = arm.Backend }];
        }
    }

    private async Task<IReadOnlyList<ModelStatus>> ReadAsync(
        ClusterState cluster, DestinationState replica, RequestContext request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(replica.Model.Config.Address), "/api/v1/models"))
        {
            Version = HttpVersion.Version11,
        };
        message.Headers.Host = replica.Model.Config.Host;
        headers.Set(message.Headers, request);
        using var response = await cluster.Model.HttpClient.SendAsync(message, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(AnswerReader.MaximumBytes, cancellationToken);
        var answer = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), ContractsJson.Default.ModelsResponse);
        return answer is { Models: { } models } && models.All(static model => model is { State: not null, Backend: not null })
            ? models
            : throw new JsonException("The list of models, or one of them, is null.");
    }

    private static bool IsClientGone(RequestContext request) => request.Deadline.Token.IsCancellationRequested && !request.Deadline.HasPassed;
}
