using CsCheck;
using Sentiment.Hosting.RateLimiting;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.RateLimiting;

public sealed class TokenBucketTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TestTimeProvider _time = new();

    [Fact]
    public void Take_AFullBucket_GivesItsCapacityAtOnceAndNoMore()
    {
        var bucket = new TokenBucket(5, Minute, _time);
        Assert.Equal([4, 3, 2, 1, 0], Enumerable.Range(0, 5).Select(_ => bucket.Take(1).Remaining));

        var refused = bucket.Take(1);

        Assert.False(refused.Allowed);
        Assert.Equal(0, refused.Remaining);
        Assert.Equal(12, refused.RetryAfter.TotalSeconds, tolerance: 1e-6);
        Assert.Equal(60, refused.Full.TotalSeconds, tolerance: 1e-6);
    }

    [Fact]
    public void Take_MoreThanTheCapacity_IsNeverAllowedAndTakesNothing()
    {
        var bucket = new TokenBucket(5, Minute, _time);

        Assert.False(bucket.Take(6).Allowed);
        Assert.Equal(0, bucket.Take(5).Remaining);
    }

    [Fact]
    public void Take_AtRetryAfter_IsAllowedAndNotAMillisecondBefore() =>
        Gen.Select(Gen.Long[1, 1_000], Gen.Long[1, 1_000], Gen.Int[1, 3_600]).Sample((capacity, amount, seconds) =>
        {
            var time = new TestTimeProvider();
            var bucket = new TokenBucket(capacity, TimeSpan.FromSeconds(seconds), time);
            amount = Math.Min(amount, capacity);
            bucket.Take(capacity);
            var wait = bucket.Take(amount).RetryAfter;
            time.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.False(bucket.Take(amount).Allowed && wait > TimeSpan.FromMilliseconds(1));

            time.Advance(TimeSpan.FromMilliseconds(1));

            Assert.True(bucket.Take(amount).Allowed);
        });

    [Fact]
    public void Take_AnyCalls_NeverGivesMoreThanCapacityAndWhatTimeBrought() =>
        Gen.Select(Gen.Long[1, 50], Gen.Select(Gen.Long[0, 20], Gen.Int[0, 5_000]).Array[1, 200]).Sample((capacity, calls) =>
        {
            var time = new TestTimeProvider();
            var bucket = new TokenBucket(capacity, Minute, time);
            var (given, elapsed) = (0L, TimeSpan.Zero);
            foreach (var (amount, milliseconds) in calls)
            {
                time.Advance(TimeSpan.FromMilliseconds(milliseconds));
                elapsed += TimeSpan.FromMilliseconds(milliseconds);
                given += bucket.Take(amount).Allowed ? amount : 0;

                Assert.True(given <= capacity + (capacity * elapsed.TotalMinutes) + 1e-3);
            }
        });

    [Fact]
    public void Charge_MoreThanThere_IsDebtThatIsPaidOffFirst()
    {
        var bucket = new TokenBucket(60, Minute, _time);

        Assert.Equal(-60, bucket.Charge(120).Remaining);

        Assert.Equal(61, bucket.Take(1).RetryAfter.TotalSeconds, tolerance: 1e-6);
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.True(bucket.Take(1).Allowed);
    }

    [Fact]
    public void Take_NoTimeAfterAWeek_IsNoMoreThanFull()
    {
        var bucket = new TokenBucket(5, Minute, _time);
        _time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(0, bucket.Take(5).Remaining);
        Assert.False(bucket.Take(1).Allowed);
    }
}
