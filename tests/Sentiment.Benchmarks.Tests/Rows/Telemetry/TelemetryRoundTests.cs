using Sentiment.Benchmarks.Rows.Telemetry;

namespace Sentiment.Benchmarks.Tests.Rows.Telemetry;

public sealed class TelemetryRoundTests
{
    // Binary fractions: sums are exact.
    private static readonly TelemetryRound Silent = new(new(Gateway: 2, Pool: 8), new(Gateway: 0.25, Pool: 0.5));

    [Fact]
    public void Beside_Itself_IsItsLoadAlone() => Assert.Equal(Silent.Loaded, Silent.Beside(Silent));

    [Fact]
    public void Beside_WhatWasSentLater_CountsWithoutWhatIdlingTakes()
    {
        var round = new TelemetryRound(new(Gateway: 3, Pool: 9), new(Gateway: 0.75, Pool: 0.625));

        Assert.Equal(new ChainTime(Gateway: 3.5, Pool: 9.125), round.Beside(Silent));
    }
}
