using Sentiment.Gateway.Redis;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Redis;

public sealed class BreakerTests
{
    private readonly TestTimeProvider _time = new();
    private readonly Breaker _breaker;

    public BreakerTests() => _breaker = new Breaker(_time);

    [Fact]
    public void Failed_FewerThanItsNumberInARow_StaysClosed()
    {
        for (var round = 0; round < 10; round++)
        {
            Fail(Breaker.Failures - 1);
            _breaker.Succeeded();
        }

        Assert.False(_breaker.IsOpen);
        Assert.True(_breaker.TryEnter());
    }

    [Fact]
    public void Failed_ItsNumberInARow_LetsNobodyInForAPause()
    {
        Fail(Breaker.Failures);

        Assert.True(_breaker.IsOpen);
        Assert.False(_breaker.TryEnter());
        _time.Advance(Breaker.Pause - TimeSpan.FromMilliseconds(1));
        Assert.False(_breaker.TryEnter());
    }

    [Fact]
    public void TryEnter_AfterThePause_LetsOneInAndOneMoreAfterTheNext()
    {
        Fail(Breaker.Failures);

        _time.Advance(Breaker.Pause + TimeSpan.FromMilliseconds(1));

        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => _breaker.TryEnter()));
        _breaker.Failed();
        Assert.False(_breaker.TryEnter());
        _time.Advance(Breaker.Pause + TimeSpan.FromMilliseconds(1));
        Assert.True(_breaker.TryEnter());
    }

    [Fact]
    public void Succeeded_WhileOpen_Closes()
    {
        Fail(Breaker.Failures);
        _time.Advance(Breaker.Pause + TimeSpan.FromMilliseconds(1));
        Assert.True(_breaker.TryEnter());

        _breaker.Succeeded();

        Assert.False(_breaker.IsOpen);
        Fail(Breaker.Failures - 1);
        Assert.True(_breaker.TryEnter());
    }

    [Fact]
    public void TryEnter_ManyAtOnceAfterThePause_LetsOneIn()
    {
        Fail(Breaker.Failures);
        _time.Advance(Breaker.Pause + TimeSpan.FromMilliseconds(1));
        var entered = 0;

        Parallel.For(0, 1_000, _ => Interlocked.Add(ref entered, _breaker.TryEnter() ? 1 : 0));

        Assert.Equal(1, entered);
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _breaker.Failed();
        }
    }
}
