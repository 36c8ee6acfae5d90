using Sentiment.Cli.Testing;

namespace Sentiment.Cli.Tests.Testing;

public sealed class TestTotalsTests
{
    private readonly TestTotals _totals = new();

    [Fact]
    public void Summary_NoSkips_HasPassedAndFailedOnly()
    {
        _totals.Add(new TestReport(3, [], []));
        _totals.Add(new TestReport(4, ["A.B.C"], []));

        Assert.Equal("7 passed, 1 failed", _totals.Summary);
        Assert.False(_totals.Succeeded);
    }

    [Fact]
    public void Summary_Skips_CountsThemToo()
    {
        _totals.Add(new TestReport(3, [], ["A.B.C: no data"]));

        Assert.Equal("3 passed, 0 failed, 1 skipped", _totals.Summary);
        Assert.True(_totals.Succeeded);
    }

    [Fact]
    public void Succeeded_OnlyChecksAndSkips_IsFalse()
    {
        _totals.AddCheck(null);
        _totals.Add(new TestReport(0, [], ["A.B.C: no data"]));

        Assert.Equal("1 passed, 0 failed, 1 skipped", _totals.Summary);
        Assert.False(_totals.Succeeded);
    }

    [Fact]
    public void AddCheck_Failed_IsAFailure()
    {
        _totals.Add(new TestReport(1, [], []));
        _totals.AddCheck("dotnet format: one file");

        Assert.Equal("1 passed, 1 failed", _totals.Summary);
        Assert.False(_totals.Succeeded);
    }
}
