using CsCheck;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Tests.Predictions;

public sealed class PoolUsageTests
{
    [Fact]
    public void ToString_OfAny_IsTheHeaderThatEveryVersionReads() => Assert.Equal("texts=3, tokens=57", new PoolUsage(3, 57).ToString());

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Sample(static (texts, tokens) =>
            Assert.Equal(new PoolUsage(texts, tokens), PoolUsage.Parse(new PoolUsage(texts, tokens).ToString())));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(PoolUsage.Wanted)]
    [InlineData("texts=3")]
    [InlineData("tokens=57, texts=3")]
    [InlineData("texts=-3, tokens=57")]
    [InlineData("texts=3, tokens=57, texts=4")]
    [InlineData("texts=3, tokens=2147483648")]
    [InlineData("texts=, tokens=57")]
    public void Parse_AnythingElse_IsNone(string? header) => Assert.Null(PoolUsage.Parse(header));
}
