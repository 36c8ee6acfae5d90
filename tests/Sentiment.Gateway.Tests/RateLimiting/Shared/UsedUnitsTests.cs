using CsCheck;
using Sentiment.Gateway.RateLimiting.Shared;

namespace Sentiment.Gateway.Tests.RateLimiting.Shared;

public sealed class UsedUnitsTests
{
    private const long Minute = 60_000_000;

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(1, 9, 1)]
    [InlineData(Minute, 9, 6_000_000)]
    [InlineData(10 * Minute, 0, 60_000_000)]
    [InlineData((10 * Minute) + 1, -1, 60_000_001)]
    [InlineData(11 * Minute, -1, 66_000_000)]
    [InlineData((11 * Minute) + 1, -2, 66_000_001)]
    public void ToTaken_WhatIsUsedOfTen_IsWhatIsLeftRoundedDownAndTheTimeRoundedUp(long used, long left, long microseconds)
    {
        var taken = UsedUnits.ToTaken(10, used, refused: null);

        Assert.True(taken.Allowed);
        Assert.Equal((left, TimeSpan.Zero, TimeSpan.FromMicroseconds(microseconds)), (taken.Remaining, taken.RetryAfter, taken.Full));
    }

    [Fact]
    public void ToTaken_Refused_IsThereAtRetryAfterAndNotAMicrosecondBefore() =>
        Gen.Select(Gen.Long[1, 60_000_000], Gen.Long[1, 200], Gen.Double[0, 1]).Sample((limit, amount, share) =>
        {
            amount = Math.Min(amount, limit);
            var used = ((limit - amount) * Minute) + 1 + (long)(share * ((amount * Minute) - 1));

            var wait = (long)UsedUnits.ToTaken(limit, used, amount).RetryAfter.TotalMicroseconds;

            Assert.True(wait > 0);
            Assert.True(used - (wait * limit) + (amount * Minute) <= limit * Minute);
            Assert.True(used - ((wait - 1) * limit) + (amount * Minute) > limit * Minute);
        });
}
