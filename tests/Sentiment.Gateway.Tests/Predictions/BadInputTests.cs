using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Predictions;

/// <summary>What bad input gets: its error, or a normal answer where it is legal; and the next request works.</summary>
public sealed class BadInputTests : IClassFixture<SharedGateway>
{
    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public BadInputTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    // No code stands for a normal answer of this gateway; what has no token only a pool can tell.
    public static TheoryData<string, string, byte[], ErrorCode?> Cases => new()
    {
        { "empty text", Requests.Predict, Text(""), ErrorCode.TextEmpty },
        { "blank text", Requests.Predict, Text("  \\t\\n "), ErrorCode.TextEmpty },
        { "10,001 characters", Requests.Predict, Text(new string('a', Limits.TextScalars + 1)), ErrorCode.TextTooLong },
        { "10,001 emoji", Requests.Predict, Text(Repeat("😀", Limits.TextScalars + 1)), ErrorCode.TextTooLong },
        { "NUL", Requests.Predict, Text("good\\u0000product"), null },
        { "zero-width characters only", Requests.Predict, Text("\u200b\u200d\ufeff"), null },
        { "lone surrogate", Requests.Predict, Text("\\ud83d oops"), ErrorCode.MalformedRequest },
        { "lone surrogate in a name", Requests.Predict, Json("{\"te\\ud83dxt\":\"a\"}"), ErrorCode.MalformedRequest },
        { "invalid UTF-8", Requests.Predict, [.. "{\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8], ErrorCode.MalformedRequest },
        { "byte order mark", Requests.Predict, [0xef, 0xbb, 0xbf, .. "{\"text\":\"a\"}"u8], ErrorCode.MalformedRequest },
        { "10,000 emoji", Requests.Predict, Text(Repeat("😀", 10_000)), null },
        { "10,000 emoji, escaped", Requests.Predict, Text(Repeat("\\ud83d\\ude00", 10_000)), null },
        { "10,000 CJK characters", Requests.Predict, Text(new string('好', 10_000)), null },
        { "text is a number", Requests.Predict, Json("{\"text\":5}"), ErrorCode.MalformedRequest },
        { "text is null", Requests.Predict, Json("{\"text\":null}"), ErrorCode.MalformedRequest },
        { "text is an array", Requests.Predict, Json("{\"text\":[\"a\"]}"), ErrorCode.MalformedRequest },
        { "no text", Requests.Predict, Json("{}"), ErrorCode.MalformedRequest },
        { "body is an array", Requests.Predict, Json("[]"), ErrorCode.MalformedRequest },
        { "empty body", Requests.Predict, [], ErrorCode.MalformedRequest },
        { "unknown backend", Requests.Predict, Json("{\"text\":\"a\",\"backend\":\"gpu\"}"), ErrorCode.UnknownBackendOrArm },
        { "backend without an arm", Requests.Predict, Json("{\"text\":\"a\",\"backend\":\"torch\"}"), ErrorCode.UnknownBackendOrArm },
        { "unknown truncation", Requests.Predict, Json("{\"text\":\"a\",\"truncation\":\"middle\"}"), ErrorCode.MalformedRequest },
        { "duplicate property", Requests.Predict, Json("{\"text\":\"a\",\"text\":\"b\"}"), ErrorCode.MalformedRequest },
        { "unknown property", Requests.Predict, Json("{\"text\":\"a\",\"lang\":\"en\"}"), ErrorCode.MalformedRequest },
        { "broken JSON", Requests.Predict, Json("{\"text\":\"a\""), ErrorCode.MalformedRequest },
        { "trailing garbage", Requests.Predict, Json("{\"text\":\"a\"}}"), ErrorCode.MalformedRequest },
        { "nested 1,000 deep", Requests.Predict, Json($"{{\"text\":{Repeat("[", 1_000)}{Repeat("]", 1_000)}}}"), ErrorCode.MalformedRequest },
        { "body over the limit", Requests.Predict, Text(new string('a', Limits.PredictBodyBytes)), ErrorCode.BodyTooLarge },
        { "batch of 0", Requests.Batch, Json("{\"texts\":[]}"), ErrorCode.BatchEmpty },
        { "batch of 129", Requests.Batch, Texts(129, "a"), ErrorCode.BatchTooLarge },
        { "texts is a string", Requests.Batch, Json("{\"texts\":\"a\"}"), ErrorCode.MalformedRequest },
        { "batch body over the limit", Requests.Batch, Texts(128, new string('a', 40_000)), ErrorCode.BodyTooLarge },
        { "batch with one bad text", Requests.Batch, Json("{\"texts\":[\"good\",17]}"), null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Post_BadInput_IsItsErrorAndTheNextRequestWorks(string name, string path, byte[] body, ErrorCode? code)
    {
        using var response = await _gateway.Client.CallAsync(path, Requests.Json(body));

        if (code is { } expected)
        {
            await response.AssertProblemAsync(expected);
            Assert.Empty(_pool.Calls);
        }
        else
        {
            Assert.True(response.IsSuccessStatusCode, name);
        }

        await AssertNextRequestWorksAsync();
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json", "gzip")]
    public async Task Post_WrongMediaType_IsE4015(string mediaType, string? encoding)
    {
        using var content = Requests.Text("fine");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await _gateway.Client.CallAsync(Requests.Predict, content);

        await response.AssertProblemAsync(ErrorCode.UnsupportedMediaType);
        await AssertNextRequestWorksAsync();
    }

    [Fact]
    public async Task Post_NoMediaType_IsE4015()
    {
        using var content = new ByteArrayContent("{\"text\":\"fine\"}"u8.ToArray());

        using var response = await _gateway.Client.CallAsync(Requests.Predict, content);

        await response.AssertProblemAsync(ErrorCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Post_ChunkedBodyOverTheLimit_IsE4013()
    {
        using var content = new StreamContent(new MemoryStream(Text(new string('a', Limits.PredictBodyBytes))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Predict) { Content = content, Headers = { TransferEncodingChunked = true } };

        using var response = await _gateway.Client.SendAsync(request, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.BodyTooLarge);
        await AssertNextRequestWorksAsync();
    }

    [Fact]
    public async Task Post_BodyThatStops_IsE4008AtTheDeadline()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", _gateway.Port, Requests.Token);
        var stream = connection.GetStream();
        var head = $"POST {Requests.Predict} HTTP/1.1\r\nHost: x\r\nX-API-Key: {TestKeys.Development}\r\nX-Request-Timeout-Ms: 300\r\n"
            + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"text\":";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Requests.Token);

        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(Requests.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(5), Requests.Token);

        Assert.Equal("HTTP/1.1 408 Request Timeout", status);
        await AssertNextRequestWorksAsync();
    }

    [Fact]
    public async Task Post_ClientLeavesInTheMiddleOfItsBody_IsNobodysError()
    {
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", _gateway.Port, Requests.Token);
            var head = $"POST {Requests.Predict} HTTP/1.1\r\nHost: x\r\nX-API-Key: {TestKeys.Development}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{{";
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Requests.Token);
            connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        // The fixture fails if the gateway logs an error for it.
        await AssertNextRequestWorksAsync();
    }

    [Theory]
    [InlineData("9")]
    [InlineData("60001")]
    [InlineData("1e3")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task Post_TimeoutOutOfRange_IsE1003(string milliseconds)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.RequestTimeoutMs, milliseconds));

        await response.AssertProblemAsync(ErrorCode.MalformedRequest);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("{json}")]
    public async Task Post_UnusableCorrelationId_IsReplaced(string id)
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Json("{"), (HeaderNames.CorrelationId, id));

        var problem = await response.AssertProblemAsync(ErrorCode.MalformedRequest);
        Assert.True(Guid.TryParse(problem.CorrelationId, out _));
    }

    private async Task AssertNextRequestWorksAsync()
    {
        using var next = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        Assert.Equal(200, (int)next.StatusCode);
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    private static byte[] Json(string json) => Encoding.UTF8.GetBytes(json);

    private static byte[] Text(string text) => Json($"{{\"text\":\"{text}\"}}");

    private static byte[] Texts(int count, string text) => Json(string.Create(CultureInfo.InvariantCulture, $"{{\"texts\":[{string.Join(',', Enumerable.Repeat($"\"{text}\"", count))}]}}"));
}
