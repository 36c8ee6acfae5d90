using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Gateway.RateLimiting.Shared;
using Sentiment.TestKit;
using StackExchange.Redis;

namespace Sentiment.Gateway.Tests.RateLimiting.Shared;

/// <summary>The script in a real Redis, with a clock that tests move, against the bucket of a gateway that is alone.</summary>
public sealed class LimitScriptTests : IAsyncLifetime
{
    // What the bucket takes for its clock's own inaccuracy; the script is exact.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMicroseconds(1.5);

    private static readonly string Script = LimitScript.Text.Replace(LimitScript.Clock, "{ARGV[7], ARGV[8]}", StringComparison.Ordinal);

    private RedisServer _server = null!;
    private ConnectionMultiplexer _connection = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisServer.SkipReason is not null, RedisServer.SkipReason ?? string.Empty);
        _server = await RedisServer.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _connection.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public void Text_AsksForTheTimeOnce() => Assert.Equal(1, LimitScript.Text.Split(LimitScript.Clock).Length - 1);

    [Fact]
    public async Task AnyCalls_AreDecidedAsByTheBuckets()
    {
        var plans = Gen.Select(Gen.OneOf(Gen.Long[1, 30], Gen.Const(7_000L), Gen.Const(60_000_000L)), Gen.Long[1, 100], Gen.OneOf(Gen.Long[1, 500], Gen.Const(1_000_000L)));
        var calls = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 20], Gen.Int[0, 200], Gen.Bool, Gen.OneOf(Gen.Long[0, 3_000], Gen.Const(0L), Gen.Long[0, 90_000_000])).Array[1, 40];
        var names = 0;
        await Gen.Select(plans, calls).SampleAsync(
            (plan, sequence) => CompareAsync(
                $"k{Interlocked.Increment(ref names)}", new PlanOptions { Requests = plan.Item1, Texts = plan.Item2, Tokens = plan.Item3 }, sequence),
            iter: 300,
            threads: 1);
    }

    [Fact]
    public async Task Take_AfterAnHourOfCallsThatDoNotDivide_HasNotDrifted()
    {
        // A unit of this plan is 8,571,428.57… microseconds.
        var plan = new PlanOptions { Requests = 7 };
        var (given, microseconds) = (0L, 1_700_000_000_000_001L);
        for (var second = 0; second < 3_600; second++)
        {
            given += (await TakeAsync("drift", plan, 1, 0, 0, microseconds)).Refused is null ? 1 : 0;
            microseconds += 1_000_000;
        }

        // Those of the first moment, and seven for each of the 3,599 seconds that passed ÷ 60.
        Assert.Equal(7 + (long)Math.Floor(3_599 * 7 / 60.0), given);
    }

    [Fact]
    public async Task Take_ClockIsSetBack_PaysNothingOffAndGoesOn()
    {
        var plan = new PlanOptions { Requests = 2 };
        const long now = 1_700_000_000_000_000L;
        Assert.Null((await TakeAsync("back", plan, 2, 0, 0, now)).Refused);

        Assert.Equal(Limit.Requests, (await TakeAsync("back", plan, 1, 0, 0, now - 3_600_000_000)).Refused);

        Assert.Null((await TakeAsync("back", plan, 1, 0, 0, now - 3_600_000_000 + 30_000_000)).Refused);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1 2 3")]
    [InlineData("-1 0 0 0")]
    [InlineData("1e99 0 0 0")]
    public async Task Take_ValueIsNotOurs_CountsFromTheBeginning(string foreign)
    {
        await _connection.GetDatabase().StringSetAsync("foreign", foreign);

        var standing = await TakeAsync("foreign", new PlanOptions { Requests = 10 }, 1, 1, 0, 1_700_000_000_000_000L);

        Assert.Null(standing.Refused);
        Assert.Equal(9, standing.Requests.Remaining);
    }

    [Fact]
    public async Task Take_KeyIsOfAnotherKind_IsWrittenOver()
    {
        await _connection.GetDatabase().HashSetAsync("hash", "a", "b");

        Assert.Equal(9, (await TakeAsync("hash", new PlanOptions { Requests = 10 }, 1, 1, 0, 1_700_000_000_000_000L)).Requests.Remaining);
        Assert.Equal(8, (await TakeAsync("hash", new PlanOptions { Requests = 10 }, 1, 1, 0, 1_700_000_000_000_000L)).Requests.Remaining);
    }

    [Fact]
    public async Task Take_Then_TheKeyGoesWhenAllIsThereAgain()
    {
        var plan = new PlanOptions { Requests = 60, Texts = 60, Tokens = 60 };
        await TakeAsync("idle", plan, 1, 1, 120, 1_700_000_000_000_000L);

        // Two minutes of debt, and a second for the clock of expiry.
        var left = await _connection.GetDatabase().KeyTimeToLiveAsync("idle");
        Assert.InRange(left!.Value.TotalSeconds, 110, 121);

        await TakeAsync("idle", plan, -1, -1, 0, 1_700_000_000_000_000L + 120_000_000);
        Assert.False(await _connection.GetDatabase().KeyExistsAsync("idle"));
    }

    private async Task CompareAsync(string key, PlanOptions plan, (int Requests, int Texts, int Tokens, bool GivesBack, long Microseconds)[] calls)
    {
        var clock = new FakeTimeProvider();
        var own = new Usage(new NamedPlan("tests", plan), clock);
        var now = 1_700_000_000_000_000L;
        foreach (var call in calls)
        {
            clock.Advance(TimeSpan.FromMicroseconds(call.Microseconds));
            now += call.Microseconds;
            own.Use(call.Tokens, own.Look(refused: null));
            var expected = own.Take(call.Requests, call.Texts);
            var standing = await TakeAsync(key, plan, call.Requests, call.Texts, call.Tokens, now);
            if (standing.Refused != expected.Refused)
            {
                // On the very edge the bucket is generous by what its clock may be off.
                var wait = (standing.Refused ?? expected.Refused) is { } limit ? TimeSpan.FromTicks(Math.Max(standing[limit].RetryAfter.Ticks, expected[limit].RetryAfter.Ticks)) : TimeSpan.Zero;
                Assert.True(wait <= Tolerance, $"{plan}: the script says {standing}, the bucket {expected}");
                return;
            }

            AssertClose(expected, standing);
            if (call.GivesBack && standing.Refused is null)
            {
                own.GiveBack(call.Requests, call.Texts);
                AssertClose(own.Look(refused: null), await TakeAsync(key, plan, -call.Requests, -call.Texts, 0, now));
            }
        }
    }

    private static void AssertClose(Standing expected, Standing actual)
    {
        foreach (var limit in Enum.GetValues<Limit>())
        {
            // The bucket rounds in units and in ticks, and knows its time to a microsecond.
            Assert.InRange(actual[limit].Remaining - expected[limit].Remaining, -1, 1);
            Assert.InRange((actual[limit].Full - expected[limit].Full).Duration(), TimeSpan.Zero, Tolerance);
            Assert.InRange((actual[limit].RetryAfter - expected[limit].RetryAfter).Duration(), TimeSpan.Zero, Tolerance);
        }
    }

    private async Task<Standing> TakeAsync(string key, PlanOptions plan, long requests, long texts, long tokens, long microseconds)
    {
        var answer = await _connection.GetDatabase().ScriptEvaluateAsync(
            Script, [key], [.. LimitScript.Arguments(plan, requests, texts, tokens), microseconds / 1_000_000, microseconds % 1_000_000]);
        return LimitScript.Read((string?)answer, plan, requests, texts)!;
    }
}
