using Sentiment.Gateway.Dispatch.Balancing;

namespace Sentiment.Gateway.Tests.Dispatch.Balancing;

public sealed class ReplicaLoadTests
{
    private readonly ReplicaLoad _load = new();

    [Fact]
    public void Tokens_CallsUnderWay_CountUntilTheyEnd()
    {
        var first = _load.Begin(10);
        using (_load.Begin(5))
        {
            Assert.Equal(15, _load.Tokens);
        }

        _load.Report(0);
        Assert.Equal(10, _load.Tokens);
        first.Dispose();
        Assert.Equal(0, _load.Tokens);
    }

    [Fact]
    public void Tokens_WhatOthersSent_IsInTheReport()
    {
        _load.Report(100);
        using var ours = _load.Begin(20);

        Assert.Equal(120, _load.Tokens);
    }

    [Fact]
    public void Report_ThatHasNotSeenOurCalls_DoesNotHideThem()
    {
        using var ours = _load.Begin(50);

        _load.Report(0);

        Assert.Equal(50, _load.Tokens);
    }

    [Fact]
    public void Tokens_CallThatEndedWithoutAReport_IsForgottenWithTheNextOne()
    {
        _load.Begin(50).Dispose();
        Assert.Equal(50, _load.Tokens);

        _load.Report(3);

        Assert.Equal(3, _load.Tokens);
    }
}
