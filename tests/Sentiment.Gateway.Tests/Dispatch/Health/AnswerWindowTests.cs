using Sentiment.Gateway.Dispatch.Health;

namespace Sentiment.Gateway.Tests.Dispatch.Health;

public sealed class AnswerWindowTests
{
    private readonly AnswerWindow _window = new();

    [Fact]
    public void Add_ThreeFailuresInARow_IsTooMany()
    {
        Assert.False(_window.Add(failed: true));
        Assert.False(_window.Add(failed: true));
        Assert.True(_window.Add(failed: true));
    }

    [Fact]
    public void Add_EveryFourthFails_IsTooManyOnceTheWindowShowsIt()
    {
        var verdicts = Enumerable.Range(1, AnswerWindow.Size).Select(answer => _window.Add(failed: answer % 4 == 0)).ToArray();

        Assert.Equal([.. Enumerable.Repeat(false, AnswerWindow.Size - 1), true], verdicts);
    }

    [Fact]
    public void Add_EveryFifthFails_IsNever() =>
        Assert.DoesNotContain(true, Enumerable.Range(1, 1_000).Select(answer => _window.Add(failed: answer % 5 == 0)));

    [Fact]
    public void Add_Success_IsNeverTheVerdict()
    {
        _window.Add(failed: true);
        _window.Add(failed: true);
        _window.Add(failed: true);

        Assert.False(_window.Add(failed: false));
        Assert.False(_window.LastFailed);
    }

    [Fact]
    public void Clear_ForgetsEverything()
    {
        _window.Add(failed: true);
        _window.Add(failed: true);

        _window.Clear();

        Assert.Equal((0, false), (_window.Failures, _window.LastFailed));
        Assert.False(_window.Add(failed: true));
    }

    [Fact]
    public async Task Add_FromManyThreads_LosesNothing()
    {
        // Fewer failures than the window, so that all of them are still in it.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            _window.Add(failed: true);
            _window.Add(failed: false);
            _window.Add(failed: true);
        })));

        Assert.Equal(16, _window.Failures);
    }
}
