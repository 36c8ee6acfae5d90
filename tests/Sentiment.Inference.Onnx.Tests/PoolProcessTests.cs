using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Inference.Onnx.Tests.Packages;
using Sentiment.Models.Packages;
using Sentiment.Serving.Tests.Tokenization;

namespace Sentiment.Inference.Onnx.Tests;

public sealed class PoolProcessTests : IDisposable
{
    private readonly TinyOnnxPackage _package = new();

    public void Dispose() => _package.Dispose();

    [Fact]
    public async Task Predict_OneText_AnswersWithTheModelsProbabilities()
    {
        await using var pool = new PoolProcess(PoolProcess.Onnx, _package.Path);
        await pool.WaitUntilReadyAsync();

        using var response = await pool.PostAsync("/api/v1/predict", """{"text": "goodness, bad!"}""");

        Assert.True(response.IsSuccessStatusCode, pool.Log);
        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, TestContext.Current.CancellationToken))!;
        var ids = TestVocabulary.Tokenizer.Encode("goodness, bad!").Ids;
        var logits = TinyGraphs.Run(TinyGraphs.Int8, ids);
        Assert.Equal(1 / (1 + Math.Exp(logits[0] - logits[1])), prediction.Scores["POSITIVE"], tolerance: 0.000_1);
        Assert.Equal(logits[1] > logits[0] ? "POSITIVE" : "NEGATIVE", prediction.Label);
        Assert.Equal((ids.Length, "onnx", "tiny"), (prediction.Tokens, prediction.Backend, prediction.ModelName));
        Assert.Equal(64, response.Headers.GetValues(HeaderNames.ModelDigest).Single().Length);
    }

    [Fact]
    public async Task Predict_NotSureEnough_IsNeutral()
    {
        await using var pool = new PoolProcess(PoolProcess.Onnx, _package.Path, "--Sentiment:Scoring:NeutralBelow=0.9999");
        await pool.WaitUntilReadyAsync();

        using var response = await pool.PostAsync("/api/v1/predict", """{"text": "goodness, bad!"}""");

        var prediction = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, TestContext.Current.CancellationToken))!;
        Assert.Equal("NEUTRAL", prediction.Label);
        Assert.Equal(prediction.Scores.Values.Max(), prediction.Score);
        Assert.Equal(["NEGATIVE", "POSITIVE"], prediction.Scores.Keys.Order());
    }

    [Theory]
    [InlineData(PackageFiles.Manifest)]
    [InlineData(PackageFiles.Config)]
    [InlineData(PackageFiles.Vocabulary)]
    [InlineData(PackageFiles.TokenizerConfig)]
    [InlineData(PackageFiles.OnnxInt8)]
    public async Task Start_FileMissing_SaysWhichAndExitsNonZero(string file)
    {
        File.Delete(_package.File(file));

        await ExpectRefusalAsync(_package.File(file), "is missing");
    }

    [Theory]
    [InlineData(PackageFiles.Vocabulary)]
    [InlineData(PackageFiles.OnnxInt8)]
    public async Task Start_FileTruncated_SaysWhichAndExitsNonZero(string file)
    {
        using (var stream = File.OpenWrite(_package.File(file)))
        {
            stream.SetLength(stream.Length - 1);
        }

        await ExpectRefusalAsync(_package.File(file), "truncated");
    }

    [Theory]
    [InlineData(PackageFiles.Config)]
    [InlineData(PackageFiles.OnnxInt8)]
    public async Task Start_FileOfWrongDigest_SaysWhichAndExitsNonZero(string file)
    {
        using (var stream = File.Open(_package.File(file), FileMode.Open))
        {
            stream.Seek(-5, SeekOrigin.End);
            var original = stream.ReadByte();
            stream.Seek(-5, SeekOrigin.End);
            stream.WriteByte((byte)(original ^ 1));
        }

        await ExpectRefusalAsync(_package.File(file), "SHA-256");
    }

    [Fact]
    public async Task Start_NoFolder_SaysWhereItLookedAndExitsNonZero()
    {
        var nowhere = _package.File("nowhere");

        await using var pool = new PoolProcess(PoolProcess.Onnx, nowhere);

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains(nowhere, pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileThatIsNotUsedDamaged_IsReady()
    {
        File.Delete(_package.File(PackageFiles.OnnxFp32));
        File.Delete(_package.File(PackageFiles.Weights));

        await using var pool = new PoolProcess(PoolProcess.Onnx, _package.Path);

        await pool.WaitUntilReadyAsync();
    }

    [Fact]
    public async Task Start_GoldenLogitsOff_SaysHowFarAndExitsNonZero()
    {
        using var package = new TinyOnnxPackage(int8Off: 0.5f);

        await using var pool = new PoolProcess(PoolProcess.Onnx, package.Path);

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains("are off by 0.5", pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_GoldenLogitsOffAndFallBack_ServesFp32()
    {
        using var package = new TinyOnnxPackage(int8Off: 0.5f);
        await using var pool = new PoolProcess(PoolProcess.Onnx, package.Path, "--Sentiment:Model:OnParityFailure=FallBackToFp32");
        await pool.WaitUntilReadyAsync();

        var models = await pool.Client.GetFromJsonAsync("/api/v1/models", ContractsJson.Default.ModelsResponse, TestContext.Current.CancellationToken);

        Assert.Equal("fp32", models!.Models.Single().Model!.Precision);
    }

    [Fact]
    public async Task Start_BothPrecisionsOff_ExitsNonZero()
    {
        using var package = new TinyOnnxPackage(int8Off: 0.5f, fp32Off: -0.3f);

        await using var pool = new PoolProcess(PoolProcess.Onnx, package.Path, "--Sentiment:Model:OnParityFailure=FallBackToFp32");

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains("onnx/fp32", pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoKeyBeyondLoopback_IsRefusedAsConfiguration()
    {
        await using var pool = new PoolProcess(PoolProcess.Onnx, _package.Path, "--Sentiment:Listen:Address=0.0.0.0");

        Assert.Equal(78, await pool.WaitForExitAsync());
        Assert.Contains("PoolKeyHash is missing and needed on the address 0.0.0.0", pool.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_Terminated_ExitsWithZero()
    {
        await using var pool = new PoolProcess(PoolProcess.Onnx, _package.Path);
        await pool.WaitUntilReadyAsync();

        pool.Terminate();

        Assert.Equal(0, await pool.WaitForExitAsync());
    }

    private async Task ExpectRefusalAsync(string file, string why)
    {
        await using var pool = new PoolProcess(PoolProcess.Onnx, _package.Path);

        Assert.Equal(1, await pool.WaitForExitAsync());
        Assert.Contains(file, pool.Log, StringComparison.Ordinal);
        Assert.Contains(why, pool.Log, StringComparison.Ordinal);
        Assert.Contains("The model cannot be served", pool.Log, StringComparison.Ordinal);
    }
}
