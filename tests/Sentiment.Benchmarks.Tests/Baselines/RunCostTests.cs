using CsCheck;
using Sentiment.Benchmarks.Baselines.Loops;

namespace Sentiment.Benchmarks.Tests.Baselines;

public sealed class RunCostTests
{
    [Fact]
    public void InTokens_AnyCosts_AreFound() => Gen.Select(Gen.Double[0, 60], Gen.Double[0.01, 10]).Sample(static (run, token) =>
    {
        RunPoint[] points = [.. new[] { 1, 2, 8, 32 }.Select(batch => Point(tokens: 2_000 + (10 * batch), runs: 64 / batch, run, token))];

        Assert.Equal(run, RunCost.InTokens(points)!.Value, tolerance: 1e-6);
    });

    [Fact]
    public void InTokens_AsManyRunsForEveryToken_CannotBeTold() =>
        Assert.Null(RunCost.InTokens([Point(tokens: 100, runs: 10, run: 3, token: 1), Point(tokens: 100, runs: 10, run: 3, token: 1)]));

    private static RunPoint Point(double tokens, double runs, double run, double token) => new(tokens, runs, token * (tokens + (runs * run)));
}
