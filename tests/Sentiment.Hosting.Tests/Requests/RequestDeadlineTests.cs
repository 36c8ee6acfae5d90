using Sentiment.Hosting.Requests;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Requests;

public sealed class RequestDeadlineTests
{
    [Fact]
    public void Token_TimeIsUp_IsCancelledAndPassed()
    {
        var time = new TestTimeProvider();
        using var deadline = new RequestDeadline(time, TimeSpan.FromSeconds(1), CancellationToken.None);

        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(deadline.HasPassed);
        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.True(deadline.HasPassed);
        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.True(deadline.Remaining < TimeSpan.Zero);
    }

    [Fact]
    public void Token_ClientLeaves_IsCancelledButNotPassed()
    {
        using var client = new CancellationTokenSource();
        using var deadline = new RequestDeadline(new TestTimeProvider(), TimeSpan.FromSeconds(1), client.Token);

        client.Cancel();

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.False(deadline.HasPassed);
    }
}
