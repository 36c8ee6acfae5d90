using Sentiment.Benchmarks.Load;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class ExchangesTests
{
    private static readonly HttpAnswer Ok = new(200, HasRetryAfter: false);
    private static readonly HttpAnswer Refused = new(503, HasRetryAfter: true);

    [Fact]
    public void Latency_SentLate_CountsFromTheSchedule()
    {
        var exchange = new Exchange(Scheduled: 1, Sent: 3, Done: 4, Ok);
        Assert.Equal((3, 2), (exchange.Latency, exchange.Lateness));
    }

    [Fact]
    public void Rate_SomeRefusedAndSomeOutside_CountsAnswersThatArrivedInside()
    {
        Exchange[] exchanges = [At(1, Ok), At(2, Ok), At(3, Refused), At(4, Ok), At(5, Ok)];

        // After 1, up to 4: two of them.
        Assert.Equal(2.0 / 3, exchanges.Rate(from: 1, until: 4), 1e-12);
    }

    [Fact]
    public void SaturatedRate_TwoConnections_LeavesBothEndsOut()
    {
        // Two at a time, each for two seconds; the pair that starts alone at the end is not counted.
        Exchange[] exchanges =
        [
            new(0, 0, 2, Ok), new(0, 0, 2, Ok), new(2, 2, 4, Ok), new(2, 2, 4, Ok), new(4, 4, 6, Ok), new(4, 4, 6, Ok), new(6, 6, 9, Ok), new(6, 6, 9, Ok),
        ];

        // From 4, when the third answer was there, to 6, when the last was sent.
        Assert.Equal(1, exchanges.SaturatedRate(connections: 2), 1e-12);
    }

    private static Exchange At(double done, HttpAnswer answer) => new(0, 0, done, answer);
}
