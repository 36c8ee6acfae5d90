using Microsoft.AspNetCore.Http;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.RateLimiting;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.RateLimiting;

/// <summary>A charge of more texts than a request may turn out to have had.</summary>
public sealed class ChargeTests
{
    private static readonly TextsCharged Batch = new(128, IsUntilAnswered: true);

    private readonly Charge _charge = new(
        new Usage(new NamedPlan("tests", new PlanOptions { Requests = 10, Texts = 200, Tokens = 1_000 }), new TestTimeProvider()),
        isDryRun: false,
        new RateLimitMetrics(Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry())));

    [Theory]
    [InlineData(200, 3, 9, 197)]
    [InlineData(200, 0, 9, 200)]
    [InlineData(200, 128, 9, 72)]
    [InlineData(200, 500, 9, 72)]
    [InlineData(504, 1, 9, 199)]
    [InlineData(400, 3, 9, 200)]
    [InlineData(503, 3, 10, 200)]
    public async Task Settle_AnAnswerThatSaidHowMany_LeavesThose(int status, int texts, int requestsLeft, int textsLeft)
    {
        Assert.Null(await _charge.RequestAsync(Batch));
        _charge.Answered(new PoolUsage(texts, 10));

        await _charge.SettleAsync(status);

        Assert.StartsWith($"\"requests\";r={requestsLeft};", Header(), StringComparison.Ordinal);
        Assert.Contains($"\"texts\";r={textsLeft};", Header(), StringComparison.Ordinal);
        Assert.Contains("\"tokens\";r=990;", Header(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_NobodySaidHowMany_LeavesAll()
    {
        await _charge.RequestAsync(Batch);

        await _charge.SettleAsync(200);

        Assert.Contains("\"texts\";r=72;", Header(), StringComparison.Ordinal);
    }

    private string Header()
    {
        var headers = new HeaderDictionary();
        RateLimitHeaders.Write(headers, _charge);
        return headers[RateLimitHeaders.Remaining].ToString();
    }
}
