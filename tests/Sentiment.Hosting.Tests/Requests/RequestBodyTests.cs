using System.Net.Sockets;
using System.Text;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Requests;

public sealed class RequestBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task Read_PlainJson_GivesTheBytes(string contentType)
    {
        await using var service = await SampleService.StartAsync();
        var body = new string('x', SampleService.BodyLimit);

        var response = await service.Client.PostAsync("/echo", Content(body, contentType), Token);

        Assert.Equal(body, await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("not a type")]
    public async Task Read_OtherMediaType_IsRefused(string? contentType)
    {
        await using var service = await SampleService.StartAsync();

        await ProblemAssert.IsAsync(ErrorCode.UnsupportedMediaType, await service.Client.PostAsync("/echo", Content("{}", contentType), Token));
    }

    [Fact]
    public async Task Read_ContentEncoding_IsRefused()
    {
        await using var service = await SampleService.StartAsync();
        using var content = Content("{}", "application/json");
        content.Headers.ContentEncoding.Add("gzip");

        await ProblemAssert.IsAsync(ErrorCode.UnsupportedMediaType, await service.Client.PostAsync("/echo", content, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_OverTheLimit_IsRefusedWithTheLimitAndTheNextRequestWorks(bool chunked)
    {
        await using var service = await SampleService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = Content(new string('x', SampleService.BodyLimit + 1), "application/json") };
        request.Headers.TransferEncodingChunked = chunked;

        var problem = await ProblemAssert.IsAsync(ErrorCode.BodyTooLarge, await service.Client.SendAsync(request, Token));

        Assert.Contains($"{SampleService.BodyLimit}", problem.Detail, StringComparison.Ordinal);
        Assert.True((await service.Client.PostAsync("/echo", Content("{}", "application/json"), Token)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Read_BodyThatNeverEnds_IsRefusedAtTheDeadline()
    {
        await using var service = await SampleService.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", service.Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n{HeaderNames.RequestTimeoutMs}: 100\r\n\r\n{{\"text\""), Token);

        var answer = await new StreamReader(stream).ReadLineAsync(Token);

        Assert.Equal("HTTP/1.1 408 Request Timeout", answer);
    }

    [Fact]
    public async Task Read_ClientResetsInTheMiddle_IsNoErrorOfOurs()
    {
        await using var service = await SampleService.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", service.Port, Token);
        await client.GetStream().WriteAsync(
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"text\""u8.ToArray(), Token);
        await Poll.UntilAsync(() => service.InFlight == 1, TimeSpan.FromSeconds(5));

        // Without lingering, closing sends a reset. The service's own end asserts that nothing was logged as an error.
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();

        await Poll.UntilAsync(() => service.InFlight == 0, TimeSpan.FromSeconds(5));
    }

    private static ByteArrayContent Content(string body, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return content;
    }
}
