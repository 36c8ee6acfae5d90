using Sentiment.Cli.Metrics;

namespace Sentiment.Cli.Tests.Metrics;

public sealed class ScrapeTests
{
    [Fact]
    public void Sum_SeveralSeries_AddsThoseWithAllLabels()
    {
        var scrape = Scraped("""
            n_total{arm="a",label="x"} 1
            n_total{arm="a",label="y"} 2
            n_total{arm="b",label="x"} 4
            """);

        Assert.Equal(3, scrape.Sum("n_total", ("arm", "a")));
        Assert.Equal(5, scrape.Sum("n_total", ("label", "x")));
        Assert.Equal(4, scrape.Sum("n_total", ("arm", "b"), ("label", "x")));
        Assert.Null(scrape.Sum("n_total", ("arm", "c")));
        Assert.Null(scrape.Sum("m_total"));
    }

    [Fact]
    public void Since_EarlierScrape_GivesGainsOfCountersAndGaugesAsTheyAre()
    {
        var before = Scraped("""
            n_total{arm="a"} 10
            weight{arm="a"} 80
            """);
        var now = Scraped("""
            n_total{arm="a"} 15
            n_total{arm="b"} 3
            weight{arm="a"} 70
            """);

        var gain = now.Since(before);

        Assert.Equal(5, gain.Sum("n_total", ("arm", "a")));
        Assert.Equal(3, gain.Sum("n_total", ("arm", "b")));
        Assert.Equal(70, gain.Sum("weight", ("arm", "a")));
    }

    [Fact]
    public void Since_ProcessStartedAgain_CountsFromItsStart() => Assert.Equal(4, Scraped("n_total 4").Since(Scraped("n_total 10")).Sum("n_total"));

    private static Scrape Scraped(string text) => new(PrometheusText.Parse(text));
}
