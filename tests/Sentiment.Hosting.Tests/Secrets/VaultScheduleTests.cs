using CsCheck;
using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Tests.Secrets;

public sealed class VaultScheduleTests
{
    private static readonly VaultProblem Away = new(VaultFault.Unreachable, "away");

    [Fact]
    public void AfterSuccess_IsTheIntervalAndATenthMoreOrLess() => Gen.Int.Sample(static seed =>
    {
        var options = new VaultOptions();
        Assert.InRange(new VaultSchedule(options, new Random(seed)).AfterSuccess(), options.Interval * 0.9, options.Interval * 1.1);
    });

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(4, 4, 8)]
    [InlineData(5, 5, 10)]
    [InlineData(int.MaxValue, 5, 10)]
    public void AfterFailure_DoublesUpToItsCap_LessAPartByChance(int failures, double least, double most) => Gen.Int.Sample(seed =>
        Assert.InRange(new VaultSchedule(new VaultOptions(), new Random(seed)).AfterFailure(failures, Away).TotalSeconds, least, most));

    [Theory]
    [InlineData(60, 60)]
    [InlineData(86_400, 300)]
    public void AfterFailure_IsAsLongAsVaultAsks_WithinReason(int asked, int waited)
    {
        var throttled = new VaultProblem(VaultFault.Throttled, "throttled", TimeSpan.FromSeconds(asked));

        Assert.Equal(TimeSpan.FromSeconds(waited), new VaultSchedule(new VaultOptions(), new Random(1)).AfterFailure(1, throttled));
    }

    /// <summary>What is said of ten seconds: a look, the slowest that may be, and the configuration's poll.</summary>
    [Fact]
    public void Interval_AndThePollAfterIt_AreBelowTenSeconds() =>
        Assert.InRange((new VaultOptions().Interval * 1.1) + Hosting.Configuration.ConfigurationPoll.Interval, TimeSpan.Zero, TimeSpan.FromSeconds(9));
}
