using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Telemetry;

public sealed class MetricsTests
{
    [Theory]
    [InlineData("ml_inferences_total{backend=\"onnx\",model=\"tiny\",label=\"NEGATIVE\"} 0")]
    [InlineData("ml_inference_stage_seconds_count{backend=\"onnx\",stage=\"queue\"} 0")]
    [InlineData("ml_inference_stage_seconds_count{backend=\"onnx\",stage=\"tokenize\"} 0")]
    [InlineData("ml_inference_batch_texts_count{backend=\"onnx\"} 0")]
    [InlineData("ml_inference_padding_ratio_count{backend=\"onnx\"} 0")]
    [InlineData("ml_queued_tokens{backend=\"onnx\"} 0")]
    [InlineData("ml_pool_refusals_total{backend=\"onnx\",code=\"E4005\"} 0")]
    [InlineData("ml_model_memory_bytes{backend=\"onnx\",model=\"tiny\"}")]
    public async Task Metrics_BeforeAnyRequest_AreThere(string line)
    {
        await using var pool = await TestPool.StartAsync();

        Assert.Contains(line, await pool.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AfterABatch_CountTextsByLabelAndRefusalsByCode()
    {
        await using var pool = await TestPool.StartAsync();

        using (await pool.PredictBatchAsync("good", "bad", "good good"))
        {
        }

        using (await pool.PredictAsync("good ~"))
        {
        }

        var metrics = await pool.MetricsAsync();
        Assert.Contains("ml_inferences_total{backend=\"onnx\",model=\"tiny\",label=\"POSITIVE\"} 2", metrics, StringComparison.Ordinal);
        Assert.Contains("ml_inferences_total{backend=\"onnx\",model=\"tiny\",label=\"NEGATIVE\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("ml_pool_refusals_total{backend=\"onnx\",code=\"E2002\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("ml_inference_stage_seconds_count{backend=\"onnx\",stage=\"queue\"} 4", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_OnThePublicPort_AreNotThere()
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }
}
