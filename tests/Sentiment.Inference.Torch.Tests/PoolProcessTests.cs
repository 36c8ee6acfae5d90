using System.Net;
using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Inference.Onnx.Tests;
using Sentiment.Inference.Torch.Tests.Packages;
using Sentiment.Models.Packages;
using Sentiment.Serving.Tests.Tokenization;

namespace Sentiment.Inference.Torch.Tests;

public sealed class PoolProcessTests : IDisposable
{
    private readonly TinyTorchPackage _package = new();

    public void Dispose() => _package.Dispose();

    [Fact]
    public async Task Predict_OneText_AnswersWithTheModelsProbabilities()
    {
        await using var pool = await StartAsync();

        using var response = await pool.PostAsync("/api/v1/predict", """{"text": "goodness, bad!"}""");

        Assert.True(response.IsSuccessStatusCode, pool.Log);
        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, TestContext.Current.CancellationToken))!;
        var ids = TestVocabulary.Tokenizer.Encode("goodness, bad!").Ids;
        var logits = TinyTorchPackage.Logits(ids);
        Assert.Equal(1 / (1 + Math.Exp(logits[0] - logits[1])), prediction.Scores["POSITIVE"], tolerance: 0.000_1);
        Assert.Equal(logits[1] > logits[0] ? "POSITIVE" : "NEGATIVE", prediction.Label);
        Assert.Equal((ids.Length, "torch", "tiny"), (prediction.Tokens, prediction.Backend, prediction.ModelName));
        Assert.Equal(64, response.Headers.GetValues(HeaderNames.ModelDigest).Single().Length);
    }

    [Fact]
    public async Task Predict_AskedForTheOtherBackend_IsE1004()
    {
        await using var pool = await StartAsync();

        using var response = await pool.PostAsync("/api/v1/predict", """{"text": "good", "backend": "onnx"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"E1004\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "fp32")]
    [InlineData("Bf16", "bf16")]
    public async Task Start_PrecisionOfThePool_IsCheckedAndReported(string? asked, string served)
    {
        await using var pool = asked is null ? await StartAsync() : await StartAsync($"--Sentiment:Model:Precision={asked}");

        var models = await pool.Client.GetFromJsonAsync("/api/v1/models", ContractsJson.Default.ModelsResponse, TestContext.Current.CancellationToken);

        var model = models!.Models.Single().Model!;
        Assert.Equal((served, 3), (model.Precision, model.Parity.Texts));
        Assert.StartsWith("cpu, ", model.Hardware, StringComparison.Ordinal);
        Assert.Contains("libtorch 2.", model.Hardware, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Int8_SaysWhatThereIsAndExitsNonZero() =>
        await ExpectRefusalAsync("Set Sentiment:Model:Precision to Fp32 or Bf16", "--Sentiment:Model:Precision=Int8");

    [Fact]
    public async Task Start_WeightsMissing_SaysSoAndExitsNonZero()
    {
        File.Delete(_package.File(PackageFiles.Weights));

        await ExpectRefusalAsync($"{_package.File(PackageFiles.Weights)}: the file is missing");
    }

    [Fact]
    public async Task Start_WeightsTruncated_SaysSoAndExitsNonZero()
    {
        using (var stream = File.OpenWrite(_package.File(PackageFiles.Weights)))
        {
            stream.SetLength(stream.Length - 1);
        }

        await ExpectRefusalAsync("the file is truncated");
    }

    [Fact]
    public async Task Start_NoFolder_SaysWhereItLookedAndExitsNonZero()
    {
        var nowhere = _package.File("nowhere");

        await using var pool = new PoolProcess(PoolProcess.Torch, nowhere);

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains(nowhere, pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_GoldenLogitsOff_SaysHowFarAndExitsNonZero()
    {
        using var package = new TinyTorchPackage(fp32Off: 0.5f);

        await using var pool = new PoolProcess(PoolProcess.Torch, package.Path);

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains("torch/fp32 gives logits for golden text", pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RoundedLogitsOffAndFallBack_ServesFp32()
    {
        using var package = new TinyTorchPackage(bf16Off: 0.5f);
        await using var pool = new PoolProcess(
            PoolProcess.Torch, package.Path, "--Sentiment:Model:Precision=Bf16", "--Sentiment:Model:OnParityFailure=FallBackToFp32");
        await pool.WaitUntilReadyAsync();

        var models = await pool.Client.GetFromJsonAsync("/api/v1/models", ContractsJson.Default.ModelsResponse, TestContext.Current.CancellationToken);

        Assert.Equal("fp32", models!.Models.Single().Model!.Precision);
    }

    [Theory]
    [InlineData("--Sentiment:Torch:Threads=257", "Threads")]
    [InlineData("--Sentiment:Model:Precision=Fp16", "Fp16")]
    [InlineData("--Sentiment:Onnx:Threads=1", "Sentiment:Onnx")]
    public async Task Start_OptionThatIsNone_IsRefusedAsConfiguration(string argument, string named)
    {
        await using var pool = new PoolProcess(PoolProcess.Torch, _package.Path, argument);

        Assert.Equal(78, await pool.WaitForExitAsync());
        Assert.Contains(named, pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_Terminated_ExitsWithZero()
    {
        await using var pool = await StartAsync();

        pool.Terminate();

        Assert.Equal(0, await pool.WaitForExitAsync());
    }

    private async Task<PoolProcess> StartAsync(params string[] arguments)
    {
        var pool = new PoolProcess(PoolProcess.Torch, _package.Path, arguments);
        await pool.WaitUntilReadyAsync();
        return pool;
    }

    private async Task ExpectRefusalAsync(string why, params string[] arguments)
    {
        await using var pool = new PoolProcess(PoolProcess.Torch, _package.Path, arguments);

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains(why, pool.Log, StringComparison.Ordinal);
        Assert.Contains("The model cannot be served", pool.Log, StringComparison.Ordinal);
    }
}
