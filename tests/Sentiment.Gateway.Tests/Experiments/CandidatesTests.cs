using CsCheck;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Tests.Experiments;

public sealed class CandidatesTests
{
    private static readonly Gen<double[]> Weights =
        Gen.Int[0, 1_000].Select(static weight => weight / 4.0).Array[1, 6].Where(static weights => weights.Sum() > 0);

    [Fact]
    public void At_AnyWeights_GivesEachArmItsShare() => Weights.Sample(static weights =>
    {
        var places = Places(weights);
        var sum = weights.Sum();

        // Both ends of a share are rounded to a bucket.
        Assert.All(weights.Index(), arm =>
            Assert.InRange(places.Count(place => place == arm.Index) - (arm.Item / sum * Bucket.Count), -1.0, 1.0));
        Assert.DoesNotContain(places, place => weights[place] == 0);
    });

    [Fact]
    public void At_OneWeightRaised_MovesBucketsTowardsThatArmAlone() =>
        Gen.Select(Weights, Gen.Int[0, 5], Gen.Int[1, 500]).Sample(static (weights, chosen, more) =>
        {
            var raised = chosen % weights.Length;
            var (before, after) = (Places(weights), Places([.. weights.Select((weight, place) => place == raised ? weight + more : weight)]));

            Assert.All(before.Zip(after), moved => Assert.True(
                moved.First <= moved.Second ? moved.Second == moved.First || moved.Second <= raised : moved.Second >= raised,
                $"{moved.First} -> {moved.Second}, raised {raised}"));
        });

    [Fact]
    public void At_WeightsInOtherUnits_MovesNothing() => Weights.Sample(static weights =>
        Assert.Equal(Places(weights), Places([.. weights.Select(static weight => weight * 1_024)])));

    [Theory]
    [InlineData(80, 20, 70, 30, 1_000)]
    [InlineData(80, 20, 81, 19, 100)]
    [InlineData(0.8, 0.2, 0.7, 0.3, 1_000)]
    [InlineData(100, 0, 99, 1, 100)]
    public void At_WeightMovedFromOneArmToTheOther_MovesItsShareInOneDirection(double first, double second, double firstThen, double secondThen, int moved)
    {
        var changed = Places([first, second]).Zip(Places([firstThen, secondThen])).Where(static pair => pair.First != pair.Second).ToArray();

        Assert.Equal(moved, changed.Length);
        Assert.Single(changed.Distinct());
    }

    [Fact]
    public void At_NoWeightAtAll_IsTheFirstArm() => Assert.All(Places([0, 0, 0]), static place => Assert.Equal(0, place));

    [Fact]
    public void At_WeightsAtTheEndOfTheRange_StillPartsAll() => Assert.Equal([0, 1], Places([1e300, 1e300]).Distinct());

    // For each bucket the place of its arm.
    private static int[] Places(double[] weights)
    {
        var candidates = new Candidates([.. weights.Select(static (weight, place) => new Arm($"{place}", "any", "onnx", weight))]);
        return [.. Enumerable.Range(0, Bucket.Count).Select(bucket => int.Parse(candidates.At(bucket).Arm.Id, System.Globalization.CultureInfo.InvariantCulture))];
    }
}
