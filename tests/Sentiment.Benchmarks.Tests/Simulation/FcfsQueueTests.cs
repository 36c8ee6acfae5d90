using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Simulation;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Simulation;

public sealed class FcfsQueueTests
{
    // So many that a mean of correlated waits is within a few hundredths of its limit.
    private const int Customers = 400_000;
    private const double Near = 0.03;

    [Fact]
    public void Sojourns_OneServer_EachWaitsForTheOneBefore()
    {
        Assert.Equal<double>([2, 3, 2], FcfsQueue.Sojourns([0, 1, 10], [2, 2, 2], servers: 1));
    }

    [Fact]
    public void Sojourns_TwoServers_TheNextInLineTakesWhicheverIsFreeFirst()
    {
        // 10 and 1 start at once; the third starts when the short one is done, the fourth when the third is.
        Assert.Equal<double>([10, 1, 3, 4], FcfsQueue.Sojourns([0, 0, 0, 0], [10, 1, 2, 1], servers: 2));
    }

    [Fact]
    public void Sojourns_ExponentialServicesOneServer_AreThoseOfMM1()
    {
        const double arrivals = 0.8;
        var sojourns = Exponential(arrivals, servers: 1);

        // The time in an M/M/1 is itself exponential, with rate µ - λ.
        Assert.Equal(1, (1 - arrivals) * sojourns.Average(), Near);
        Assert.Equal(1, (1 - arrivals) * Quantiles.Of(sojourns, 0.99) / Math.Log(100), 2 * Near);
    }

    [Fact]
    public void Sojourns_ExponentialServicesTwoServers_AreThoseOfMM2()
    {
        const double load = 0.8;
        var sojourns = Exponential(2 * load, servers: 2);

        // Erlang's C for two servers is 2ρ² / (1 + ρ); who waits does so for 1 / (2µ - λ) on average.
        var expected = 1 + (2 * load * load / (1 + load) / (2 - (2 * load)));
        Assert.Equal(1, sojourns.Average() / expected, Near);
    }

    [Fact]
    public void Sojourns_ConstantServicesOneServer_WaitIsHalfOfMM1()
    {
        const double load = 0.8;
        var arrivals = Arrivals.Poisson(load, Customers, new Random(1));
        var sojourns = FcfsQueue.Sojourns(arrivals, [.. Enumerable.Repeat(1.0, Customers)], servers: 1);

        // Pollaczek and Khinchine without variance: ρ / 2(1 - ρ).
        Assert.Equal(1, (sojourns.Average() - 1) / (load / (2 * (1 - load))), Near);
    }

    [Fact]
    public void Sojourns_AsManyServersAsCustomers_NobodyWaits()
    {
        double[] services = [3, 1, 2];
        Assert.Equal(services, FcfsQueue.Sojourns([0, 0, 0], services, servers: 3));
    }

    [Fact]
    public void Sojourns_ServicesMissing_Throws() =>
        Assert.Throws<ArgumentException>("services", static () => FcfsQueue.Sojourns([0, 1], [1], servers: 1));

    private static double[] Exponential(double rate, int servers)
    {
        var arrivals = Arrivals.Poisson(rate, Customers, new Random(1));
        var marks = Arrivals.Poisson(1, Customers, new Random(2));
        double[] services = [.. marks.Select((mark, i) => i == 0 ? mark : mark - marks[i - 1])];
        return FcfsQueue.Sojourns(arrivals, services, servers);
    }
}
