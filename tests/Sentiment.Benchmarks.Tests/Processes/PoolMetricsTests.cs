using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Tests.Processes;

public sealed class PoolMetricsTests
{
    [Fact]
    public void Sum_SeveralSeries_AddsThoseOfTheNameAlone()
    {
        const string metrics = """
            # HELP texts Texts of one run.
            # TYPE texts histogram
            texts_sum{backend="onnx"} 41
            texts_sum{backend="torch"} 1.5
            texts_sum_other 7
            texts_count{backend="onnx"} 3
            """;
        Assert.Equal(42.5, PoolMetrics.Sum(metrics, "texts_sum"));
    }

    [Fact]
    public void Sum_NoSuchSeries_IsNothing() => Assert.Equal(0, PoolMetrics.Sum("other 1\n", "texts_sum"));
}
