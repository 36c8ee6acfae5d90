using System.Diagnostics;
using System.Text.Json;
using Sentiment.Inference.Onnx.Tests;
using Sentiment.TestKit;

namespace Sentiment.Inference.Torch.Tests;

/// <summary>What a pool that has been running for a while takes from its machine.</summary>
public sealed class RunningPoolTests
{
    private const int MiB = 1024 * 1024;
    private static readonly string[] Words = "the plot is thin but this product works great and I never love it again".Split(' ');

    /// <summary>After every length has come up, more texts of all lengths need no more memory.</summary>
    [Theory]
    [InlineData("Fp32")]
    [InlineData("Bf16")]
    public async Task Predict_TextsOfVariedLength_MemoryStaysFlat(string precision)
    {
        await using var pool = await StartAsync($"--Sentiment:Model:Precision={precision}");
        await PredictAsync(pool, requests: 120);
        var before = Resident(pool);

        await PredictAsync(pool, requests: 240);

        var after = Resident(pool);
        TestContext.Current.TestOutputHelper!.WriteLine($"{precision}: {before / MiB} MiB, then {after / MiB} MiB");
        Assert.InRange(after - before, long.MinValue, 48 * MiB);
    }

    /// <summary>libtorch's threads would spin by default, which takes a whole core and more.</summary>
    [Fact]
    public async Task Wait_AfterRequests_TakesNoProcessor()
    {
        await using var pool = await StartAsync("--Sentiment:Torch:Threads=2");
        await PredictAsync(pool, requests: 20);
        using var process = Process.GetProcessById(pool.Id);
        var (started, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);

        // The runtime compiles hot methods for a second or two after the last request: the share must fall, not be low at once.
        await Poll.UntilAsync(
            () =>
            {
                process.Refresh();
                var elapsed = Stopwatch.GetElapsedTime(started);
                if (elapsed < TimeSpan.FromSeconds(1))
                {
                    return false;
                }

                var share = (process.TotalProcessorTime - before) / elapsed;
                (started, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
                return share < 0.1;
            },
            TimeSpan.FromSeconds(20),
            TestContext.Current.CancellationToken);
    }

    private static async Task<PoolProcess> StartAsync(string argument)
    {
        var pool = new PoolProcess(PoolProcess.Torch, ShippedModel.Folder, argument);
        await pool.WaitUntilReadyAsync();
        return pool;
    }

    private static async Task PredictAsync(PoolProcess pool, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            // Lengths from 1 to 120 words in an order that jumps about.
            var text = string.Join(' ', Enumerable.Range(0, 1 + (i * 37 % 120)).Select(word => Words[(i + word) % Words.Length]));
            using var response = await pool.PostAsync("/api/v1/predict", JsonSerializer.Serialize(new { text }));
            Assert.True(response.IsSuccessStatusCode, pool.Log);
        }
    }

    private static long Resident(PoolProcess pool)
    {
        using var process = Process.GetProcessById(pool.Id);
        return process.WorkingSet64;
    }
}
