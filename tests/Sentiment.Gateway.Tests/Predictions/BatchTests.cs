using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Predictions;

public sealed class BatchTests : IClassFixture<SharedGateway>
{
    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public BatchTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Fact]
    public async Task Batch_GoodTexts_AreAnsweredInOrder()
    {
        var results = await PostAsync("""{"texts":["I love it","broken","love again"]}""");

        Assert.Equal([0, 1, 2], results.Select(static item => item.Index));
        Assert.Equal(["POSITIVE", "NEGATIVE", "POSITIVE"], results.Select(static item => item.Prediction?.Label));
        Assert.All(results, static item => Assert.Equal(("onnx", false), (item.Prediction!.Arm, item.Prediction.Cached)));
    }

    [Fact]
    public async Task Batch_BadTextsBetweenGoodOnes_GetTheirProblemsAndTheGoodOnesTravel()
    {
        var results = await PostAsync("""{"texts":[" ","I love it",17,"broken","\ud83d"]}""");

        Assert.Equal("""{"texts":["I love it","broken"]}""", Assert.Single(_pool.Calls).Body);
        Assert.Equal([0, 1, 2, 3, 4], results.Select(static item => item.Index));
        Assert.Equal(["E1001", null, "E1003", null, "E1003"], results.Select(static item => item.Error?.Code));
        Assert.Equal([null, "POSITIVE", null, "NEGATIVE", null], results.Select(static item => item.Prediction?.Label));
        Assert.Equal("texts[2]", Assert.Single(results[2].Error!.Errors!).Key);
    }

    [Fact]
    public async Task Batch_PoolRefusesOneText_ItsProblemHasTheClientsPlaceAndId()
    {
        using var response = await _gateway.Client.CallAsync(
            Requests.Batch, Requests.Json($$"""{"texts":["","fine","{{PoolScript.NoTokens}}"]}"""), (HeaderNames.CorrelationId, "batch-7"));
        var results = await ReadAsync(response);

        // The pool was sent two texts, and called this one texts[1].
        var problem = results[2].Error!;
        Assert.Equal(("E1001", "texts[2] has no token.", "batch-7"), (problem.Code, problem.Detail, problem.CorrelationId));
        Assert.Equal("texts[2]", Assert.Single(problem.Errors!).Key);
    }

    [Fact]
    public async Task Batch_AllTextsBad_IsAnsweredWithoutACall()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["",null]}"""));
        var results = await ReadAsync(response);

        Assert.Equal(["E1001", "E1003"], results.Select(static item => item.Error?.Code));
        Assert.Empty(_pool.Calls);
        Assert.Equal("onnx", response.HeaderOf(HeaderNames.ExperimentArm));
        Assert.Empty(response.HeaderOf(HeaderNames.ServedArm));
    }

    [Fact]
    public async Task Batch_Largest_Works()
    {
        var texts = Enumerable.Range(0, Limits.BatchTexts).Select(static number => $"love number {number}").ToArray();

        var results = await PostAsync(JsonSerializer.Serialize(new { texts }));

        Assert.Equal(Limits.BatchTexts, results.Count);
        Assert.All(results, static item => Assert.NotNull(item.Prediction));
    }

    [Fact]
    public async Task Batch_OnTheWire_IsFlatWithTheIndexFirst()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["fine",""]}"""));

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Requests.Token));
        var items = json.RootElement.GetProperty("results").EnumerateArray().Select(static item => item.EnumerateObject().Select(static member => member.Name).ToArray()).ToArray();
        Assert.Equal(["index", "label"], items[0].Take(2));
        Assert.Equal(["index", "error"], items[1]);
    }

    private async Task<IReadOnlyList<BatchItem>> PostAsync(string body)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Batch, Requests.Json(body));
        return await ReadAsync(response);
    }

    private static async Task<IReadOnlyList<BatchItem>> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal(200, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.BatchResponse, Requests.Token))!.Results;
    }
}
