using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Tests.Rounds;

public sealed class PairedRoundsTests
{
    [Fact]
    public async Task RunAsync_ThreeSides_MeasuresAllInEachRoundAndStartsEachWithAnother()
    {
        var order = new List<string>();

        await PairedRounds.RunAsync([Side("a", order), Side("b", order), Side("c", order)], warmup: 1, rounds: 3, static _ => { }, CancellationToken.None);

        Assert.Equal(["a-1", "b-1", "c-1", "b0", "c0", "a0", "c1", "a1", "b1", "a2", "b2", "c2"], order);
    }

    [Fact]
    public async Task RunAsync_Warmup_IsMeasuredAndLeftOut()
    {
        var samples = await PairedRounds.RunAsync([Side("a", []), Side("b", [])], warmup: 2, rounds: 3, static _ => { }, CancellationToken.None);

        Assert.Equal([[100, 101, 102], [100, 101, 102]], samples.Select(static side => side.Select(static sample => sample.Predictions)));
    }

    [Fact]
    public async Task RunAsync_AnySide_SaysEachRound()
    {
        var said = new List<string>();

        await PairedRounds.RunAsync([Side("a", [])], warmup: 1, rounds: 2, said.Add, CancellationToken.None);

        Assert.Equal(["warmed up", "round 1 of 2", "round 2 of 2"], said);
    }

    private static Contender Side(string name, List<string> order) => new(name, (round, _) =>
    {
        order.Add($"{name}{round}");
        return Task.FromResult(new Sample(100 + round, WallSeconds: 1, CpuSeconds: 1));
    });
}
