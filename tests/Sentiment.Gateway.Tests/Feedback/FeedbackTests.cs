using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.Feedback;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Tests.Feedback;

public sealed class FeedbackTests : IAsyncLifetime
{
    private const string Path = "/api/v1/feedback";
    private const string Other = "sk-other-0123456789abcdef";
    private const string Reader = "sk-reader-0123456789abcdef";

    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:Keys:other:Hash", TestKeys.HashOf(Other)),
            ("Sentiment:Auth:Keys:reader:Hash", TestKeys.HashOf(Reader)),
            ("Sentiment:Auth:Keys:reader:Scopes:0", "predict"),
            ("Sentiment:Cache:Enabled", "true"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Theory]
    [InlineData("POSITIVE", true)]
    [InlineData("NEGATIVE", false)]
    public async Task Given_OnAPrediction_IsCountedForItsArm(string label, bool agreed)
    {
        using var response = await GiveAsync(await PredictAsync("love"), label);

        Assert.Equal(202, (int)response.StatusCode);
        Assert.Equal(
            $$"""{"arm":"onnx","predicted_label":"POSITIVE","agreed":{{(agreed ? "true" : "false")}}}""",
            await response.Content.ReadAsStringAsync(Requests.Token));
        Assert.Contains($"ml_feedback_total{{arm=\"onnx\",outcome=\"{(agreed ? "agreed" : "disagreed")}\"}} 1", await MetricsAsync());
    }

    [Fact]
    public async Task Id_OfTheSameAnswerAgain_IsAnother_AndSoIsOneOfEachItem()
    {
        var (first, second) = (await PredictAsync("love"), await PredictAsync("love"));
        using var batch = await _gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["love","broken",""]}"""));
        var items = (await batch.Content.ReadFromJsonAsync<JsonElement>(Requests.Token)).GetProperty("results");

        string[] ids = [first, second, IdOf(items[0]), IdOf(items[1])];
        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.False(items[2].TryGetProperty("prediction_id", out _));
        foreach (var id in ids)
        {
            using var response = await GiveAsync(id, "NEGATIVE");
            Assert.Equal(202, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Given_Twice_IsCountedOnce()
    {
        var id = await PredictAsync("love");
        using var first = await GiveAsync(id, "POSITIVE");

        using var second = await GiveAsync(id, "NEGATIVE");

        await second.AssertProblemAsync(ErrorCode.FeedbackGiven);
        var metrics = await MetricsAsync();
        Assert.Contains("""ml_feedback_total{arm="onnx",outcome="disagreed"} 0""", metrics);
        Assert.Contains("""ml_feedback_refused_total{reason="duplicate"} 1""", metrics);
    }

    [Fact]
    public async Task Id_OfAnotherCaller_IsRefused()
    {
        using var response = await _gateway.Stranger.CallAsync(Path, Body(await PredictAsync("love"), "POSITIVE"), (HeaderNames.ApiKey, Other));

        await response.AssertProblemAsync(ErrorCode.PredictionIdRefused);
        Assert.Contains("""ml_feedback_refused_total{reason="refused"} 1""", await MetricsAsync());
    }

    [Fact]
    public async Task Id_WithAnyLetterChanged_IsRefused()
    {
        var id = await PredictAsync("love");
        for (var place = 0; place < id.Length; place++)
        {
            // The last letter of base64 may hold bits that mean nothing: those are refused as such, or the letter is another.
            var changed = id[..place] + (id[place] == 'A' ? 'B' : 'A') + id[(place + 1)..];
            using var response = await GiveAsync(changed, "POSITIVE");
            await response.AssertProblemAsync(ErrorCode.PredictionIdRefused);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("not base64 at all !")]
    public async Task Id_ThatIsNone_IsRefused(string id)
    {
        using var response = await GiveAsync(id, "POSITIVE");
        await response.AssertProblemAsync(ErrorCode.PredictionIdRefused);
        using var longer = await GiveAsync(id + new string('A', 3_000), "POSITIVE");
        await longer.AssertProblemAsync(ErrorCode.PredictionIdRefused);
    }

    [Fact]
    public async Task Id_OfLongAgo_HasExpired()
    {
        var client = _gateway.Services.GetRequiredService<KeyCheck>().Find(TestKeys.Development).Value!;
        var answer = new Answer(Predicted(), Problem: null, Sent: 0, _gateway.Services.GetRequiredService<ArmSelector>().Arms[0], Digest: null, AnswerSource.Pool);
        var key = new PredictionIdKey(Convert.FromBase64String(TestKeys.Pepper));
        var old = PredictionIdFormat.Write(IssuedPrediction.Of(answer, DateTimeOffset.UtcNow.AddDays(-8), nonce: 1), key.HashOf(client.Id), key);

        using var response = await GiveAsync(old, "POSITIVE");

        Assert.Contains("192 hours old; feedback is taken for 168", (await response.AssertProblemAsync(ErrorCode.PredictionIdExpired)).Detail, StringComparison.Ordinal);
        Assert.Contains("""ml_feedback_refused_total{reason="expired"} 1""", await MetricsAsync());
    }

    [Fact]
    public async Task Key_WithoutTheScope_IsE3003()
    {
        using var response = await _gateway.Stranger.CallAsync(Path, Body("any", "POSITIVE"), (HeaderNames.ApiKey, Reader));

        await response.AssertProblemAsync(ErrorCode.NotAllowed);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"label":"POSITIVE"}""", "prediction_id is missing")]
    [InlineData("""{"prediction_id":"a"}""", "label is missing")]
    [InlineData("""{"prediction_id":1,"label":"POSITIVE"}""", "prediction_id must be a string")]
    [InlineData("""{"prediction_id":"a","label":"positive"}""", "known are POSITIVE, NEGATIVE, NEUTRAL")]
    [InlineData("""{"prediction_id":"a","label":null}""", "label must be a string")]
    [InlineData("""{"prediction_id":"a","label":"POSITIVE","label":"NEGATIVE"}""", "label stands twice")]
    [InlineData("""{"prediction_id":"a","label":"POSITIVE","why":"x"}""", "known are prediction_id and label")]
    public async Task Body_ThatIsWrong_IsMalformed(string body, string detail)
    {
        using var response = await _gateway.Client.CallAsync(Path, Requests.Json(body));

        Assert.Contains(detail, (await response.AssertProblemAsync(ErrorCode.MalformedRequest)).Detail, StringComparison.Ordinal);
    }

    private static Contracts.Predictions.Prediction Predicted() => new()
    {
        Label = "POSITIVE",
        Score = 0.75f,
        Scores = new Dictionary<string, float>(StringComparer.Ordinal),
        InferenceTimeMs = 0,
        ModelName = "m",
        ModelVersion = "1",
        Backend = "onnx",
        TextLength = 1,
        Tokens = 3,
        Truncated = false,
    };

    private static string IdOf(JsonElement prediction) => prediction.GetProperty("prediction_id").GetString()!;

    private static ByteArrayContent Body(string id, string label) => Requests.Json(JsonSerializer.Serialize(new { prediction_id = id, label }));

    private Task<HttpResponseMessage> GiveAsync(string id, string label) => _gateway.Client.CallAsync(Path, Body(id, label));

    private async Task<string> PredictAsync(string text)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text(text));
        Assert.Equal(200, (int)response.StatusCode);
        return IdOf(await response.Content.ReadFromJsonAsync<JsonElement>(Requests.Token));
    }

    private Task<string[]> MetricsAsync() => RedisTest.MetricsAsync(_gateway);
}
