using Sentiment.Cli.Supervision;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Supervision;

public sealed class RestartPolicyTests
{
    private static readonly TimeSpan JustOver = RestartPolicy.Window + TimeSpan.FromMilliseconds(1);

    private readonly TestTimeProvider _time = new();
    private readonly RestartPolicy _policy;

    public RestartPolicyTests()
    {
        _policy = new RestartPolicy(_time);
    }

    [Fact]
    public void Died_FirstAndSecond_Restarts()
    {
        Assert.Equal(RestartDecision.Restart, _policy.Died());
        Assert.Equal(RestartDecision.Restart, _policy.Died());
    }

    [Fact]
    public void Died_ThirdAtOnce_GivesUp()
    {
        Die(times: 2);

        Assert.Equal(RestartDecision.GiveUp, _policy.Died());
    }

    [Fact]
    public void Died_ThirdWithinWindow_GivesUp()
    {
        _policy.Died();
        _time.Advance(TimeSpan.FromSeconds(15));
        _policy.Died();
        _time.Advance(TimeSpan.FromSeconds(14.9));

        Assert.Equal(RestartDecision.GiveUp, _policy.Died());
    }

    [Fact]
    public void Died_ThirdAfterFirstLeftWindow_Restarts()
    {
        _policy.Died();
        _time.Advance(TimeSpan.FromSeconds(15));
        _policy.Died();
        _time.Advance(TimeSpan.FromSeconds(15.1));

        Assert.Equal(RestartDecision.Restart, _policy.Died());
    }

    [Fact]
    public void Died_NowAndThenForever_NeverGivesUp()
    {
        for (var death = 0; death < 100; death++)
        {
            Assert.Equal(RestartDecision.Restart, _policy.Died());
            _time.Advance(JustOver / 2);
        }
    }

    [Fact]
    public void Died_ThreeAfterQuietTime_GivesUpAgain()
    {
        Die(times: 2);
        _time.Advance(JustOver);
        Die(times: 2);

        Assert.Equal(RestartDecision.GiveUp, _policy.Died());
    }

    private void Die(int times)
    {
        for (var death = 0; death < times; death++)
        {
            Assert.Equal(RestartDecision.Restart, _policy.Died());
        }
    }
}
