using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Inference.Onnx.Tests;
using Sentiment.TestKit;

namespace Sentiment.Inference.Torch.Tests;

/// <summary>Both arms' executables on all of SST-2 dev: two implementations of one model.</summary>
public sealed class ArmParityTests
{
    private const double LargestDifference = 0.001;
    private const int TextsOfARequest = 128;

    [Fact]
    public async Task Predict_SstDevByBothArmsInFp32_ScoresAgree()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var sentences = SstDev.Load().Sentences;

        var torch = await ScoresAsync(PoolProcess.Torch, sentences);
        var onnx = await ScoresAsync(PoolProcess.Onnx, sentences);

        var largest = torch.Zip(onnx).Max(static pair => Math.Abs(pair.First - pair.Second));
        TestContext.Current.TestOutputHelper!.WriteLine($"{torch.Length} texts, largest difference {largest:E2}");
        Assert.Equal(sentences.Length, torch.Length);
        Assert.InRange(largest, 0, LargestDifference);
    }

    private static async Task<double[]> ScoresAsync(string executable, string[] sentences)
    {
        await using var pool = new PoolProcess(executable, ShippedModel.Folder, "--Sentiment:Model:Precision=Fp32");
        await pool.WaitUntilReadyAsync();
        var scores = new List<double>();
        foreach (var texts in sentences.Chunk(TextsOfARequest))
        {
            using var response = await pool.PostAsync("/api/v1/predict/batch", JsonSerializer.Serialize(new { texts }));
            var answer = await response.Content.ReadFromJsonAsync(ContractsJson.Default.BatchResponse, TestContext.Current.CancellationToken);
            scores.AddRange(answer!.Results.Select(static item => (double)item.Prediction!.Scores["POSITIVE"]));
        }

        return [.. scores];
    }
}
