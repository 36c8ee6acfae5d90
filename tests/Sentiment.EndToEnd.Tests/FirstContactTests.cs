using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>What a newcomer does in the first minute.</summary>
public sealed class FirstContactTests(SharedSystem shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CurlLine_Pasted_GivesAPositiveAnswer()
    {
        var result = await CommandProcess.RunAsync(new ProcessCommand("/bin/bash", "-c", shared.System.CurlLine), TimeSpan.FromSeconds(20));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("POSITIVE", JsonDocument.Parse(result.Output).RootElement.GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("I love this product!", "POSITIVE")]
    [InlineData("This is frustrating and broken", "NEGATIVE")]
    public async Task Predict_ThroughTheGateway_GivesTheLabel(string text, string label)
    {
        using var client = shared.System.CreateClient("gateway");

        // Other tests of the same system may have asked it.
        client.DefaultRequestHeaders.CacheControl = new() { NoStore = true };

        var response = await client.PostAsJsonAsync("/api/v1/predict", new { text }, Token);
        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Token))!;

        Assert.Equal(label, prediction.Label);
        Assert.InRange(prediction.Score, 0.5f, 1f);
        Assert.Equal(1f, prediction.Scores.Values.Sum(), 1e-5f);
        Assert.Equal(("onnx", "onnx", false), (prediction.Backend, prediction.Arm, prediction.Cached));
        Assert.Equal(text.Length, prediction.TextLength);
        Assert.Equal("onnx", response.Headers.GetValues(HeaderNames.ServedArm).Single());
        Assert.Equal(64, response.Headers.GetValues(HeaderNames.ModelDigest).Single().Length);
        Assert.Equal(["gateway", "infer", "queue", "tokenize"], Stages(response));
    }

    [Fact]
    public async Task Predict_AskedAgain_IsKnown()
    {
        using var client = shared.System.CreateClient("gateway");
        var text = $"I love it, said {Guid.NewGuid()}.";

        using var first = await client.PostAsJsonAsync("/api/v1/predict", new { text }, Token);
        using var second = await client.PostAsJsonAsync("/api/v1/predict", new { text }, Token);

        Assert.Equal(["sentiment; fwd=miss; stored"], first.Headers.GetValues("Cache-Status"));
        Assert.Equal(["sentiment; hit; detail=memory"], second.Headers.GetValues("Cache-Status"));
        var (asked, known) = (await ReadAsync(first), await ReadAsync(second));
        Assert.Equal(asked.Scores, known.Scores);
        Assert.True(known.Cached);
    }

    [Fact]
    public async Task Predict_PoolAndGateway_GiveTheSameScores()
    {
        using var gateway = shared.System.CreateClient("gateway");
        using var pool = shared.System.CreateClient("onnx");

        var scores = new List<IReadOnlyDictionary<string, float>>();
        foreach (var (client, path) in new[] { (gateway, "/api/v1/predict"), (gateway, "/pools/onnx/api/v1/predict"), (pool, "/api/v1/predict") })
        {
            var response = await client.PostAsJsonAsync(path, new { text = "Not bad at all, I would buy it again." }, Token);
            scores.Add((await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Token))!.Scores);
        }

        Assert.Equal(scores[0], scores[1]);
        Assert.Equal(scores[0], scores[2]);
    }

    [Fact]
    public async Task Models_ThroughTheGateway_ShowTheDigestThatAnswersCarry()
    {
        using var client = shared.System.CreateClient("gateway");
        var answer = await client.PostAsJsonAsync("/api/v1/predict", new { text = "fine" }, Token);

        var models = await client.GetFromJsonAsync("/api/v1/models", ContractsJson.Default.ModelsResponse, Token);

        Assert.Equal([("onnx", "int8"), ("torch", "fp32")], models!.Models.Select(static model => (model.Arm, model.Model!.Precision)));
        Assert.Equal(answer.Headers.GetValues(HeaderNames.ModelDigest).Single(), models.Models[0].Model!.ServingDigest);
        Assert.All(models.Models, static model =>
        {
            Assert.Equal("ready", model.State);
            Assert.True(model.Model!.Parity.LargestDifference <= model.Model.Parity.Tolerance);
            Assert.True(model.Model.Parity.Texts > 0);
        });
    }

    [Theory]
    [InlineData("gateway", "ml_predictions_total")]
    [InlineData("onnx", "ml_inferences_total")]
    [InlineData("torch", "ml_inferences_total")]
    public async Task Metrics_OfEachService_AreOnItsManagementPortAlone(string service, string family)
    {
        using var client = new HttpClient();

        Assert.Contains(family, await client.GetStringAsync(new Uri(shared.System.Service(service).Management, "/metrics"), Token), StringComparison.Ordinal);
        var onPublic = await client.GetAsync(new Uri(shared.System.Service(service).Address, "/metrics"), Token);
        Assert.Contains((int)onPublic.StatusCode, new[] { 401, 404 });
    }

    [Fact]
    public async Task Batch_OneBadText_AnswersTheOthersInOrder()
    {
        using var client = shared.System.CreateClient("gateway");

        var response = await client.PostAsJsonAsync(
            "/api/v1/predict/batch", new { texts = new[] { "I love this product!", "", "\u200b\u200b", "This is frustrating and broken" } }, Token);
        var batch = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.BatchResponse, Token))!;

        Assert.Equal([0, 1, 2, 3], batch.Results.Select(static item => item.Index));
        Assert.Equal(["POSITIVE", null, null, "NEGATIVE"], batch.Results.Select(static item => item.Prediction?.Label));
        Assert.Equal([null, "E1001", "E1001", null], batch.Results.Select(static item => item.Error?.Code));
    }

    private static async Task<Prediction> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Token))!;

    private static IEnumerable<string> Stages(HttpResponseMessage response) => response.Headers.GetValues(HeaderNames.ServerTiming)
        .SelectMany(static header => header.Split(','))
        .Select(static entry => entry.Split(';')[0].Trim())
        .Order(StringComparer.Ordinal);
}
