using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>Two real arms: what a client can ask for, and what an operator can change meanwhile.</summary>
public sealed class ArmTests(SharedSystem shared)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HeaderNames.Arm, "torch", null, "torch")]
    [InlineData(HeaderNames.Backend, "torch", null, "torch")]
    [InlineData(null, null, "torch", "torch")]
    [InlineData(HeaderNames.Backend, "auto", "onnx", "onnx")]
    [InlineData(null, null, "auto", "onnx")]
    public async Task Predict_AskedForAnArm_IsAnsweredByIt(string? header, string? value, string? backend, string expected)
    {
        using var response = await PredictAsync(header, value, backend);

        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Token))!;
        Assert.Equal((expected, expected, null), (prediction.Arm, prediction.Backend, prediction.Fallback));
        Assert.Equal(expected, response.Headers.GetValues(HeaderNames.ExperimentArm).Single());
        Assert.Equal(expected, response.Headers.GetValues(HeaderNames.ServedArm).Single());
    }

    [Theory]
    [InlineData(HeaderNames.Arm, "nobody", null, "E1004")]
    [InlineData(HeaderNames.Backend, "gpu", null, "E1004")]
    [InlineData(HeaderNames.Backend, "onnx", "torch", "E1008")]
    [InlineData(HeaderNames.Arm, "onnx", "torch", "E1008")]
    public async Task Predict_AskedForWhatCannotBe_IsAClearError(string header, string value, string? backend, string code)
    {
        using var response = await PredictAsync(header, value, backend);

        Assert.Equal(code, (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!.Code);
    }

    [Fact]
    public async Task Predict_BothArms_AgreeOnTheLabelAndNearlyOnTheScore()
    {
        using var onnx = await PredictAsync(HeaderNames.Arm, "onnx", backend: null);
        using var torch = await PredictAsync(HeaderNames.Arm, "torch", backend: null);

        var (int8, fp32) = (await ReadAsync(onnx), await ReadAsync(torch));
        Assert.Equal(int8.Label, fp32.Label);
        Assert.Equal(int8.Score, fp32.Score, 0.01f);
        Assert.NotEqual(onnx.Headers.GetValues(HeaderNames.ModelDigest), torch.Headers.GetValues(HeaderNames.ModelDigest));
    }

    [Fact]
    public async Task Weights_SetByCommandUnderLoad_AreInForceWithoutAnErrorAndKeepMostIdsWhereTheyAre()
    {
        using var client = shared.System.CreateClient("gateway");
        await using var load = SteadyLoad.Start(client);
        var before = await ArmsOfAsync(client);
        try
        {
            var set = await AbAsync("set", "onnx=70", "torch=30");

            Assert.True(set.ExitCode == 0, set.Error);
            Assert.Contains("in force", set.Output, StringComparison.Ordinal);
            var after = await ArmsOfAsync(client);
            Assert.All(before.Zip(after), static arms => Assert.True(arms.First == arms.Second || arms is ("onnx", "torch"), $"{arms}"));
        }
        finally
        {
            Assert.Equal(0, (await AbAsync("set", "onnx=80", "torch=20")).ExitCode);
        }

        Assert.Equal(before, await ArmsOfAsync(client));
        Assert.All(await load.StopAsync(), static answer => Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Body}"));
    }

    [Fact]
    public async Task Gateway_KilledAndStartedAgain_GivesEveryIdItsArm()
    {
        using var client = shared.System.CreateClient("gateway");
        var before = await ArmsOfAsync(client);
        var killed = shared.System.Service("gateway").Pid;

        Signals.Send(killed, ProcessSignal.Kill);
        await Poll.UntilAsync(() => shared.System.Service("gateway").Pid != killed, Limit, Token);
        await Poll.UntilAsync(() => IsReadyAsync(client), Limit, Token);

        Assert.Equal(["onnx", "torch"], before.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(before, await ArmsOfAsync(client));
    }

    private static async ValueTask<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("/health/ready", Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string[]> ArmsOfAsync(HttpClient client)
    {
        var arms = new string[60];
        for (var id = 0; id < arms.Length; id++)
        {
            using var message = Message(HeaderNames.StickyId, $"visitor-{id}", backend: null);
            using var response = await client.SendAsync(message, Token);
            arms[id] = response.Headers.GetValues(HeaderNames.ExperimentArm).Single();
        }

        return arms;
    }

    private static HttpRequestMessage Message(string? header, string? value, string? backend)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/predict")
        {
            Content = backend is null ? JsonContent.Create(new { text = "I love this product!" }) : JsonContent.Create(new { text = "I love this product!", backend }),
        };
        if (header is not null)
        {
            message.Headers.Add(header, value);
        }

        return message;
    }

    private static async Task<Prediction> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Token))!;

    private async Task<HttpResponseMessage> PredictAsync(string? header, string? value, string? backend)
    {
        using var client = shared.System.CreateClient("gateway");
        using var message = Message(header, value, backend);
        return await client.SendAsync(message, Token);
    }

    private Task<CommandResult> AbAsync(params string[] arguments) => CommandProcess.RunAsync(
        new ProcessCommand(RepositoryRoot.Combine("sentiment"), ["ab", .. arguments, "--state", shared.System.StateDirectory]), Limit);
}
