using Sentiment.Training.Export;

namespace Sentiment.Training.Tests.Export;

public sealed class LogExcerptTests
{
    [Fact]
    public void Of_RunsOfEarlierPlans_AreLeftOut()
    {
        string[] lines =
        [
            "00:00:01 4 steps, plan aa", "00:00:05 Trained; other",
            "00:00:00 Vocabulary", "00:00:01 5 steps, plan bb", "00:00:02 Stopped",
            "00:00:00 Vocabulary", "00:00:01 4 steps, plan aa", "00:00:09 Trained; other",
            "00:00:00 Vocabulary", "00:00:01 5 steps, plan bb", "00:00:07 Trained; own",
        ];

        Assert.Equal(
            ["00:00:01 5 steps, plan bb", "00:00:02 Stopped", "00:00:01 5 steps, plan bb", "00:00:07 Trained; own"],
            LogExcerpt.Of(lines));
    }

    [Fact]
    public void Of_ManyProgressLines_KeepsSomeAndAllOthers()
    {
        string[] lines = ["00:00:00 5 steps, plan bb", .. Enumerable.Range(10, 80).Select(i => $"00:01:{i} 7 tokens/s"), "00:59:00 Trained"];

        var excerpt = LogExcerpt.Of(lines);

        Assert.InRange(excerpt.Length, 20, 40);
        Assert.Equal((lines[0], lines[^1]), (excerpt[0], excerpt[^1]));
    }

    [Fact]
    public void Of_AStageWithoutAPlan_IsItsLastLine() =>
        Assert.Equal(["00:00:02 temperature 1.2"], LogExcerpt.Of(["00:00:01 temperature 1.3", "00:00:02 temperature 1.2"]));

    [Fact]
    public void Duration_OfRunsThatWereBrokenOff_IsTheirSum()
    {
        string[] lines =
        [
            "00:00:01 4 steps, plan aa", "00:59:00 Trained; other",
            "00:00:01 5 steps, plan bb", "00:00:31 step 1", "00:02:01 Stopped",
            "00:00:02 5 steps, plan bb", "25:00:03 Trained; own",
        ];

        Assert.Equal(TimeSpan.FromSeconds(120) + TimeSpan.FromSeconds(90_001), LogExcerpt.Duration(lines));
    }

    [Fact]
    public void Duration_OfAStageWithoutAPlan_IsZero() => Assert.Equal(TimeSpan.Zero, LogExcerpt.Duration(["00:00:02 temperature 1.2"]));
}
