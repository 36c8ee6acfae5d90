using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Draining;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Draining;

public sealed class DrainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WithADelay_GoesOnAnsweringAndClosesEachConnection()
    {
        await using var service = await SampleService.StartAsync("--Sentiment:Drain:Delay=00:05:00");
        using var before = await service.Client.GetAsync("/time", Token);
        Assert.NotEqual(true, before.Headers.ConnectionClose);

        var stopped = service.StopAsync();
        await Poll.UntilAsync(() => service.Log.Of(180).Length == 1, TimeSpan.FromSeconds(15), Token);

        using var after = await service.Client.GetAsync("/time", Token);
        Assert.Equal((HttpStatusCode.OK, true), (after.StatusCode, after.Headers.ConnectionClose));
        Assert.False(stopped.IsCompleted);
    }

    [Fact]
    public async Task Stopping_CutShort_IsNoFailure()
    {
        var drain = new Drain(Options.Create(new DrainOptions { Delay = TimeSpan.FromSeconds(5) }), new TestTimeProvider(), NullLogger<Drain>.Instance);
        using var hurry = new CancellationTokenSource();

        var stopping = drain.StoppingAsync(hurry.Token);
        await hurry.CancelAsync();

        await stopping;
    }

    [Fact]
    public async Task Stopping_WithADelay_LastsAsLong()
    {
        var time = new TestTimeProvider();
        var drain = new Drain(Options.Create(new DrainOptions { Delay = TimeSpan.FromSeconds(5) }), time, NullLogger<Drain>.Instance);

        var stopping = drain.StoppingAsync(Token);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(stopping.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await stopping;
    }

    [Fact]
    public void Stopping_ByDefault_TakesNoTime()
    {
        var drain = new Drain(Options.Create(new DrainOptions()), new TestTimeProvider(), NullLogger<Drain>.Instance);

        Assert.True(drain.StoppingAsync(Token).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Host_GivesTheDelayAndTheWorkTheirTime()
    {
        await using var service = await SampleService.StartAsync("--Sentiment:Drain:Delay=00:00:05", "--Sentiment:Drain:FinishWithin=00:01:00");

        Assert.Equal(TimeSpan.FromSeconds(65), service.Of<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Theory]
    [InlineData("-00:00:01", "00:00:30", "Delay is -00:00:01")]
    [InlineData("01:00:00", "00:00:30", "Delay is 01:00:00")]
    [InlineData("00:00:00", "00:00:00", "FinishWithin is 00:00:00")]
    [InlineData("00:00:00", "01:00:00", "FinishWithin is 01:00:00")]
    public void Options_ThatAreWrong_AreRefused(string delay, string finish, string problem)
    {
        var options = new DrainOptions { Delay = Span(delay), FinishWithin = Span(finish) };

        var result = new DrainValidator().Validate(Options.DefaultName, options);

        Assert.Contains(problem, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
