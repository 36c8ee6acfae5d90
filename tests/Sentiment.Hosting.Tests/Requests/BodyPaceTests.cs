using System.IO.Pipelines;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Requests;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Requests;

/// <summary>When a read is given up because its bytes come too slowly: 100 a second, after five seconds.</summary>
public sealed class BodyPaceTests : IDisposable
{
    private static readonly ListeningLimits Limits = new() { BytesPerSecond = 100, Grace = TimeSpan.FromSeconds(5) };

    private readonly TestTimeProvider _time = new();
    private readonly Pipe _pipe = new();
    private readonly BodyPace _pace;
    private readonly Task<ReadResult> _reading;

    public BodyPaceTests()
    {
        _pace = new BodyPace(_pipe.Reader, Limits, _time);
        _reading = _pipe.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
    }

    public void Dispose() => _pace.Dispose();

    [Theory]
    [InlineData(0, 5)]
    [InlineData(499, 5)]
    [InlineData(700, 7)]
    public async Task Read_TooFewBytes_IsGivenUpWithinATenthOfASecond(long received, int seconds)
    {
        _pace.Received(received);

        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(10));
        Assert.False(_reading.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True(_pace.IsTooSlow);
        Assert.True((await _reading).IsCanceled);
    }

    [Fact]
    public void Read_BytesThatKeepComing_GoesOn()
    {
        for (var second = 1; second <= 60; second++)
        {
            _pace.Received((second + 1) * 100);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(_reading.IsCompleted);
        Assert.False(_pace.IsTooSlow);
    }

    [Fact]
    public void Read_OfABodyThatIsWhole_IsLeftAlone()
    {
        _pace.Dispose();

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(_reading.IsCompleted);
    }
}
