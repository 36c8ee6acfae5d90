using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Sentiment.Hosting.Tests.Configuration;

public sealed class ConfigurationReloadTests
{
    private const int Applied = 120;
    private const int NeedsRestart = 121;
    private const int Refused = 122;
    private const int Restored = 123;
    private const int PartFailed = 124;

    [Fact]
    public async Task Poll_GoodChange_IsInForceAtOnceEverywhere()
    {
        await using var service = LiveService.Create([Both(7, 3)]);
        Assert.Equal((7, 3), (service.SupplyNow, service.DemandNow));
        var seen = new List<(int, int)>();
        service.Live.Changed += () => seen.Add((service.SupplyNow, service.DemandNow));

        service.Write(Both(9, 8));
        service.Poll();

        Assert.Equal((9, 8), Assert.Single(seen));
        Assert.Equal("9", service.Setting("Supply:Amount"));
        Assert.Equal(9, service.Services.GetRequiredService<IOptions<SupplyOptions>>().Value.Amount);
        Assert.Contains("Supply, Demand", Assert.Single(service.Log.Of(Applied)), StringComparison.Ordinal);
        await AssertMetricsAsync(service, applied: 1, refused: 0, current: 1);
    }

    [Fact]
    public async Task Poll_GoodChange_TellsWhoFollowsTheConfigurationItself()
    {
        await using var service = LiveService.Create([Both(7, 3)]);
        var told = new List<string?>();
        var configuration = service.Services.GetRequiredService<IConfiguration>();
        using var following = ChangeToken.OnChange(configuration.GetReloadToken, () => told.Add(service.Setting("Supply:Amount")));

        service.Write(Both(9, 8));
        service.PollThrice();

        Assert.Equal(["9"], told);
    }

    [Fact]
    public async Task Poll_LevelsChanged_AreInForce_AndOnesThatAreNoneAreRefused()
    {
        const string wanted = "Sentiment.Sample";
        await using var service = LiveService.Create([Both(7, 3)]);
        var logger = service.Services.GetRequiredService<ILoggerFactory>().CreateLogger(wanted);
        Assert.False(logger.IsEnabled(LogLevel.Debug));

        service.Write(WithLevel(wanted, "Debug"));
        service.Poll();
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        Assert.Contains("taken over: Logging", Assert.Single(service.Log.Of(Applied)), StringComparison.Ordinal);

        service.Write(WithLevel(wanted, "Loud"));
        service.PollThrice();
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        Assert.Contains("is 'Loud' and must be one of", Assert.Single(service.Log.Of(Refused)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revision_OfAFile_TellsTheContentThatIsInForce()
    {
        await using var service = LiveService.Create([Both(7, 3), "{}"]);
        Assert.Contains($"ml_configuration_revision{{file=\"0.json\"}} {RevisionOf(Both(7, 3))}\n", await service.MetricsAsync(), StringComparison.Ordinal);
        Assert.Contains($"ml_configuration_revision{{file=\"1.json\"}} {RevisionOf("{}")}\n", await service.MetricsAsync(), StringComparison.Ordinal);

        service.Write(Both(9, 8));
        service.Poll();
        Assert.Contains($"ml_configuration_revision{{file=\"0.json\"}} {RevisionOf(Both(9, 8))}\n", await service.MetricsAsync(), StringComparison.Ordinal);

        service.Write(Both(-1, 3));
        service.PollThrice();
        Assert.Contains($"ml_configuration_revision{{file=\"0.json\"}} {RevisionOf(Both(9, 8))}\n", await service.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_NothingChanged_DoesNothing()
    {
        await using var service = LiveService.Create([Both(7, 3)]);
        service.Live.Changed += static () => Assert.Fail("Nothing has changed.");

        service.PollThrice();

        Assert.Empty(service.Log.Everything);
        await AssertMetricsAsync(service, applied: 0, refused: 0, current: 1);
    }

    [Theory]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":-1}}}""", "Sentiment:Supply: Amount is -1")]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":2},"Demand":{"Amount":3}}}""", "Amount is 3 and the supply only 2")]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":"many"}}}""", "Sentiment:Supply:Amount")]
    [InlineData("""{"Sentiment":{"Supply":{"Amuont":8}}}""", "Amuont")]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":8},"Suply":{"Amount":8}}}""", "Sentiment:Suply is unknown")]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":8},"Fixed":{"Size":-4}}}""", "Sentiment:Fixed: Size is -4")]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":666}}}""", "could not be checked: ArithmeticException")]
    [InlineData("""{"Sentiment":{"Supply":{"Amount":8""", "0.json cannot be used")]
    [InlineData("""["Sentiment"]""", "0.json cannot be used")]
    [InlineData("", "0.json cannot be used")]
    public async Task Poll_BadChange_KeepsAllOfTheLastGoodOneAndSaysSoOnce(string content, string expected)
    {
        await using var service = LiveService.Create([Both(7, 3)]);
        service.Live.Changed += static () => Assert.Fail("A bad change is none.");

        service.Write(content);
        service.PollThrice();

        Assert.Equal((7, 3), (service.SupplyNow, service.DemandNow));
        Assert.Equal("7", service.Setting("Supply:Amount"));
        Assert.Contains(expected, Assert.Single(service.Log.Of(Refused)), StringComparison.Ordinal);
        await AssertMetricsAsync(service, applied: 0, refused: 1, current: 0);
    }

    [Fact]
    public async Task Poll_ManyMistakes_AreAllSaidAtOnce()
    {
        await using var service = LiveService.Create([Both(7, 3)]);

        service.Write("""{"Sentiment":{"Supply":{"Amount":2},"Demand":{"Amount":3},"Hosting":{"Supervised":"x"},"Fixed":{"Size":-4},"Suply":{"A":1}}}""");
        service.PollThrice();

        Assert.Equal(4, service.Log.Of(Refused).Length);
        await AssertMetricsAsync(service, applied: 0, refused: 1, current: 0);
    }

    [Fact]
    public async Task Poll_FileGoneAndBackAsItWas_IsSaidBothTimes()
    {
        await using var service = LiveService.Create([Both(7, 3)]);

        File.Delete(service.PathOf(0));
        service.PollThrice();
        await AssertMetricsAsync(service, applied: 0, refused: 1, current: 0);
        service.Write(Both(7, 3));
        service.PollThrice();

        Assert.Equal(7, service.SupplyNow);
        Assert.Single(service.Log.Of(Refused));
        Assert.Single(service.Log.Of(Restored));
        await AssertMetricsAsync(service, applied: 0, refused: 1, current: 1);
    }

    [Fact]
    public async Task Poll_MendedAfterTwoDifferentMistakes_IsAppliedAndEachWasSaid()
    {
        await using var service = LiveService.Create([Both(7, 3)]);

        service.Write(Both(-1, 0));
        service.PollThrice();
        service.Write(Both(-2, 0));
        service.PollThrice();
        service.Write(Both(5, 5));
        service.Poll();

        Assert.Equal((5, 5), (service.SupplyNow, service.DemandNow));
        Assert.Equal(2, service.Log.Of(Refused).Length);
        await AssertMetricsAsync(service, applied: 1, refused: 2, current: 1);
    }

    [Fact]
    public async Task Poll_FileCaughtHalfWritten_IsNoComplaint()
    {
        await using var service = LiveService.Create([Both(7, 3)]);

        service.Write(Both(9, 8)[..20]);
        service.Poll();
        service.Write(Both(9, 8));
        service.Poll();

        Assert.Equal((9, 8), (service.SupplyNow, service.DemandNow));
        Assert.Empty(service.Log.Of(Refused));
        await AssertMetricsAsync(service, applied: 1, refused: 0, current: 1);
    }

    [Fact]
    public async Task Poll_TwoFiles_LaterWinsAndOneBadKeepsBoth()
    {
        await using var service = LiveService.Create([Both(7, 3), """{"Sentiment":{"Demand":{"Amount":4}}}"""]);
        Assert.Equal((7, 4), (service.SupplyNow, service.DemandNow));

        service.Write(Both(20, 1));
        service.Write("""{"Sentiment":{"Demand":{"Amount":21}}}""", file: 1);
        service.PollThrice();
        Assert.Equal((7, 4), (service.SupplyNow, service.DemandNow));

        service.Write("""{"Sentiment":{"Demand":{"Amount":19}}}""", file: 1);
        service.Poll();
        Assert.Equal((20, 19), (service.SupplyNow, service.DemandNow));
    }

    [Fact]
    public async Task Poll_CommandLineSaysOtherwise_Wins()
    {
        await using var service = LiveService.Create([Both(7, 3)], "--Sentiment:Supply:Amount=50");

        service.Write(Both(9, 40));
        service.Poll();

        Assert.Equal((50, 40), (service.SupplyNow, service.DemandNow));
    }

    [Fact]
    public async Task Poll_SectionThatIsReadAtTheStart_IsNamedWithoutItsValues()
    {
        await using var service = LiveService.Create(["""{"Sentiment":{"Fixed":{"Secret":"old-secret"},"Supply":{"Amount":1}}}"""]);

        service.Write("""{"Sentiment":{"Fixed":{"Secret":"new-secret"},"Supply":{"Amount":1,"Secret":"live-secret"}}}""");
        service.PollThrice();

        Assert.Contains("Fixed", Assert.Single(service.Log.Of(NeedsRestart)), StringComparison.Ordinal);
        Assert.DoesNotContain("-secret", service.Log.Everything, StringComparison.Ordinal);
        Assert.Equal("old-secret", service.Services.GetRequiredService<IOptions<FixedOptions>>().Value.Secret);

        // Back as it was at the start: nothing waits any more.
        service.Write("""{"Sentiment":{"Fixed":{"Secret":"old-secret"},"Supply":{"Amount":2}}}""");
        service.PollThrice();
        Assert.Single(service.Log.Of(NeedsRestart));
    }

    [Fact]
    public async Task Poll_PartThatFails_KeepsNoOtherFromTheChange()
    {
        await using var service = LiveService.Create([Both(7, 3)]);
        var reached = 0;
        service.Live.Changed += static () => throw new InvalidDataException("cannot");
        service.Live.Changed += () => reached++;

        service.Write(Both(9, 8));
        service.Poll();

        Assert.Equal((1, 9), (reached, service.SupplyNow));
        Assert.Contains("cannot", Assert.Single(service.Log.Of(PartFailed)), StringComparison.Ordinal);
    }

    private static string WithLevel(string component, string level) =>
        $"{{\"Logging\":{{\"LogLevel\":{{\"{component}\":\"{level}\"}}}},{Both(7, 3)[1..]}";

    private static string Both(int supply, int demand) =>
        $"{{\"Sentiment\":{{\"Supply\":{{\"Amount\":{supply}}},\"Demand\":{{\"Amount\":{demand}}}}}}}";

    private static async Task AssertMetricsAsync(LiveService service, int applied, int refused, int current)
    {
        var metrics = await service.MetricsAsync();
        Assert.Contains($"ml_configuration_reloads_total{{result=\"applied\"}} {applied}\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"ml_configuration_reloads_total{{result=\"refused\"}} {refused}\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"ml_configuration_current {current}\n", metrics, StringComparison.Ordinal);
    }

    // The first six bytes of the hash.
    private static long RevisionOf(string content) => long.Parse(
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
