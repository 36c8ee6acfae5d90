using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Caching;

/// <summary>A gateway that keeps answers, over pools whose models it has heard of.</summary>
internal sealed class CachingGateway : IAsyncDisposable
{
    private readonly ScriptedPool[] _pools;

    private CachingGateway(ScriptedPool[] pools, TestGateway gateway) => (_pools, Gateway) = (pools, gateway);

    public TestGateway Gateway { get; }

    public ScriptedPool Pool => _pools[0];

    /// <summary>Texts that travelled, in all pools.</summary>
    public int TextsSent => _pools.Sum(static pool => pool.Calls.Sum(static call => Texts(call).Length));

    /// <summary>One arm with so many replicas.</summary>
    public static async Task<CachingGateway> StartAsync(int replicas = 1, params (string Key, string Value)[] settings)
    {
        var pools = new ScriptedPool[replicas];
        for (var i = 0; i < replicas; i++)
        {
            pools[i] = await ScriptedPool.StartAsync();
        }

        var caching = new CachingGateway(pools, TestGateway.Start(pools, [("Sentiment:Cache:Enabled", "true"), .. settings]));
        await caching.HearsAsync(models: 1);
        return caching;
    }

    public ScriptedPool Replica(int number) => _pools[number];

    /// <summary>Waits until the probes have told it that the arm's replicas serve so many models.</summary>
    public Task HearsAsync(int models) => HasAsync($"ml_arm_models{{arm=\"onnx\"}} {models}");

    /// <summary>Waits until a line of the metrics reads so.</summary>
    public Task HasAsync(string metric) => Poll.UntilAsync(
        async () => (await Gateway.Management.GetStringAsync("/metrics", Requests.Token)).Split('\n').Contains(metric),
        TimeSpan.FromSeconds(10), Requests.Token, metric);

    public Task<HttpResponseMessage> PredictAsync(string text, params (string Name, string Value)[] headers) =>
        Gateway.Client.CallAsync(Requests.Predict, Requests.Text(text), headers);

    public Task<HttpResponseMessage> BatchAsync(string[] texts, params (string Name, string Value)[] headers) =>
        Gateway.Client.CallAsync(Requests.Batch, Requests.Json(JsonSerializer.Serialize(new { texts })), headers);

    /// <summary>The answer of a good request and its <c>Cache-Status</c>.</summary>
    public async Task<(Prediction Answer, string Status)> AskAsync(string text, params (string Name, string Value)[] headers)
    {
        using var response = await PredictAsync(text, headers);
        return (await ReadAsync(response), response.HeaderOf("Cache-Status"));
    }

    public static async Task<Prediction> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token))!;

    public static async Task<IReadOnlyList<BatchItem>> ReadBatchAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync(ContractsJson.Default.BatchResponse, Requests.Token))!.Results;

    /// <summary>The texts of a call to a pool.</summary>
    public static string[] Texts(ReceivedCall call)
    {
        using var body = JsonDocument.Parse(call.Body);
        return body.RootElement.TryGetProperty("text", out var text)
            ? [text.GetString()!]
            : [.. body.RootElement.GetProperty("texts").EnumerateArray().Select(static item => item.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var pool in _pools)
        {
            await pool.DisposeAsync();
        }
    }
}
