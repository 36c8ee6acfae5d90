using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Tests.Rounds;

public sealed class SlicesTests
{
    [Fact]
    public void InTurn_ThreeSides_RunsEverySliceOnAllAndStartsEachWithAnother() => Assert.Equal(
        [(0, 0), (1, 0), (2, 0), (1, 1), (2, 1), (0, 1), (2, 2), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)],
        Slices.InTurn(sides: 3, slices: 4));
}
