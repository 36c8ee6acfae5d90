using Sentiment.Contracts;
using Sentiment.Contracts.Errors;

namespace Sentiment.Hosting.Tests.Requests;

public sealed class RequestContextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CorrelationId_SafeOneSent_ComesBack() =>
        Assert.Equal("order-17/retry_2", await CorrelationIdForAsync("order-17/retry_2"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("<script>")]
    public async Task CorrelationId_NoneOrUnsafe_IsReplaced(string? sent) => Assert.True(Guid.TryParse(await CorrelationIdForAsync(sent), out _));

    [Fact]
    public async Task CorrelationId_TooLong_IsReplaced() => Assert.True(Guid.TryParse(await CorrelationIdForAsync(new string('a', 129)), out _));

    [Theory]
    [InlineData("9")]
    [InlineData("60001")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("10.5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public async Task Timeout_OutOfRange_IsMalformed(string sent)
    {
        await using var service = await SampleService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/time");
        request.Headers.TryAddWithoutValidation(HeaderNames.RequestTimeoutMs, sent);

        await ProblemAssert.IsAsync(ErrorCode.MalformedRequest, await service.Client.SendAsync(request, Token));
    }

    [Fact]
    public async Task Timing_StagesAndUpstream_StandInOneHeader()
    {
        await using var service = await SampleService.StartAsync();

        var response = await service.Client.GetAsync("/time", Token);

        Assert.Equal("infer;dur=1.25, queue;dur=2", response.Headers.GetValues(HeaderNames.ServerTiming).Single());
    }

    private static async Task<string> CorrelationIdForAsync(string? sent)
    {
        await using var service = await SampleService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/time");
        if (sent is not null)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.CorrelationId, sent);
        }

        var response = await service.Client.SendAsync(request, Token);
        return response.Headers.GetValues(HeaderNames.CorrelationId).Single();
    }
}
