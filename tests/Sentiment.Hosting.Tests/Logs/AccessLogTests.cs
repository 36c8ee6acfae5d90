using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Logs;

public sealed class AccessLogTests
{
    private const int Refused = 151;
    private const int Done = 152;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_Answered_HasALineWithItsRouteAndNothingOfTheClients()
    {
        await using var service = await SampleService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/time?secret=hush");
        request.Headers.Add(HeaderNames.CorrelationId, "c-7");

        await service.Client.SendAsync(request, Token);

        var line = await LineAsync(service, Done);
        Assert.Contains("GET /time 200", line, StringComparison.Ordinal);
        Assert.Contains("c-7", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", line, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Refused_HasItsCode()
    {
        await using var service = await SampleService.StartAsync();

        await service.Client.GetAsync("/nowhere/hush", Token);

        var line = await LineAsync(service, Refused);
        Assert.Contains("GET unknown 404 E4004", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Share_OfNone_LeavesErrorsOfOurs()
    {
        await using var service = await SampleService.StartAsync("--Sentiment:Logs:RequestShare=0");

        await service.Client.GetAsync("/time", Token);
        await service.Client.GetAsync("/break", Token);

        Assert.Contains("GET /break 500 E4001", await LineAsync(service, Refused), StringComparison.Ordinal);
        Assert.Empty(service.Log.Of(Done));
        service.Errors.Messages.Clear();
    }

    [Fact]
    public async Task Probe_ThatIsGood_HasNone()
    {
        await using var service = await SampleService.StartAsync();

        await service.Client.GetAsync("/health/ready", Token);
        await service.Management.GetAsync("/metrics", Token);
        await service.Client.GetAsync("/time", Token);

        Assert.Contains("/time", await LineAsync(service, Done), StringComparison.Ordinal);
    }

    // Written behind the answer.
    private static async Task<string> LineAsync(SampleService service, int eventId)
    {
        await Poll.UntilAsync(() => service.Log.Of(eventId).Length > 0, TimeSpan.FromSeconds(10), Token);
        return Assert.Single(service.Log.Of(eventId));
    }
}
