using Sentiment.Benchmarks.Baselines.Fifo;

namespace Sentiment.Benchmarks.Tests.Baselines;

public sealed class FifoPlanTests
{
    [Fact]
    public void Read_WhatItWrote_IsTheSamePlan()
    {
        var plan = new FifoPlan(Workers: 2, Threads: 1, Batch: 16);
        Assert.Equal(plan, FifoPlan.Read(plan.Arguments));
    }

    [Fact]
    public void Read_TooFewNumbers_Throws() => Assert.Throws<ArgumentException>("arguments", static () => FifoPlan.Read("2", "1"));
}
