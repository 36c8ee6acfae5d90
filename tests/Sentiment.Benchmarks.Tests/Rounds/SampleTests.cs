using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Tests.Rounds;

public sealed class SampleTests
{
    [Fact]
    public void Sample_OfAThousandPredictions_IsPerPrediction()
    {
        var sample = new Sample(Predictions: 1_000, WallSeconds: 2, CpuSeconds: 3);

        Assert.Equal((3, 2, 500), (sample.CpuMilliseconds, sample.WallMilliseconds, sample.Rate));
    }
}
