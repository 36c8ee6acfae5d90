using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Endpoints;

/// <summary>Whatever comes in: an error of the catalogue or a normal answer, no 500, and the next request works.</summary>
public sealed class BadInputTests
{
    private static readonly string Nested = string.Concat(Enumerable.Repeat("[", 1_000)) + string.Concat(Enumerable.Repeat("]", 1_000));

    public static TheoryData<string, string, ErrorCode> Refused { get; } = new()
    {
        { "empty text", """{"text": ""}""", ErrorCode.TextEmpty },
        { "blank", """{"text": " \t\r\n\u3000"}""", ErrorCode.TextEmpty },
        { "NUL alone", """{"text": "\u0000"}""", ErrorCode.TextEmpty },
        { "zero-width only", """{"text": "\u200b\u200d\ufeff"}""", ErrorCode.TextEmpty },
        { "over-long", $$"""{"text": "{{new string('a', 10_001)}}"}""", ErrorCode.TextTooLong },
        { "lone high surrogate", """{"text": "good \ud800"}""", ErrorCode.MalformedRequest },
        { "lone low surrogate", """{"text": "\udc00 good"}""", ErrorCode.MalformedRequest },
        { "text is a number", """{"text": 1}""", ErrorCode.MalformedRequest },
        { "text is null", """{"text": null}""", ErrorCode.MalformedRequest },
        { "text is an array", """{"text": ["good"]}""", ErrorCode.MalformedRequest },
        { "no text", "{}", ErrorCode.MalformedRequest },
        { "not an object", "\"good\"", ErrorCode.MalformedRequest },
        { "empty body", "", ErrorCode.MalformedRequest },
        { "unknown property", """{"text": "good", "mood": 1}""", ErrorCode.MalformedRequest },
        { "unknown backend", """{"text": "good", "backend": "tensorflow"}""", ErrorCode.UnknownBackendOrArm },
        { "unknown truncation", """{"text": "good", "truncation": "middle"}""", ErrorCode.MalformedRequest },
        { "duplicate property", """{"text": "good", "text": "bad"}""", ErrorCode.MalformedRequest },
        { "broken JSON", """{"text": "good""", ErrorCode.MalformedRequest },
        { "something after the object", """{"text": "good"} x""", ErrorCode.MalformedRequest },
        { "nested 1,000 deep", $$"""{"text": {{Nested}}}""", ErrorCode.MalformedRequest },
        { "over the body limit", $$"""{"text": "{{new string(' ', Limits.PredictBodyBytes)}}"}""", ErrorCode.BodyTooLarge },
    };

    public static TheoryData<string, string> Legal { get; } = new()
    {
        { "10,000 emoji", string.Concat(Enumerable.Repeat("😀", 10_000)) },
        { "10,000 ideographs", new string('生', 10_000) },
        { "NUL in a text", "good\0ness" },
        { "special tokens", "[CLS] [SEP] [PAD] [UNK]" },
        { "right to left and marks", "\u202Eשלום\u0301 good" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Predict_BadBody_IsRefusedAndTheNextWorks(string what, string body, ErrorCode code)
    {
        await using var pool = await TestPool.StartAsync();

        using (var response = await pool.PostAsync(EndpointExtensions.PredictPath, body))
        {
            Assert.True((int)response.StatusCode < 500, what);
            await ProblemAssert.IsAsync(code, response);
        }

        await ExpectNextWorksAsync(pool);
    }

    [Theory]
    [MemberData(nameof(Legal))]
    public async Task Predict_OddButLegal_IsAnswered(string what, string text)
    {
        await using var pool = await TestPool.StartAsync();

        using (var response = await pool.PredictAsync(text))
        {
            Assert.True(response.StatusCode == HttpStatusCode.OK, what);
        }

        await ExpectNextWorksAsync(pool);
    }

    [Fact]
    public async Task Predict_InvalidUtf8_IsMalformed()
    {
        await using var pool = await TestPool.StartAsync();

        using (var response = await pool.PostAsync(EndpointExtensions.PredictPath, [.. "{\"text\": \""u8, 0xC3, 0x28, .. "\"}"u8]))
        {
            await ProblemAssert.IsAsync(ErrorCode.MalformedRequest, response);
        }

        await ExpectNextWorksAsync(pool);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Predict_OtherMediaType_IsRefused(string type)
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PostAsync(
            EndpointExtensions.PredictPath, """{"text": "good"}""", request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type));

        await ProblemAssert.IsAsync(ErrorCode.UnsupportedMediaType, response);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("60001")]
    [InlineData("-1")]
    [InlineData("soon")]
    public async Task Predict_TimeoutOutOfRange_IsMalformed(string milliseconds)
    {
        await using var pool = await TestPool.StartAsync();

        using var response = await pool.PredictAsync("good", request => request.Headers.Add(HeaderNames.RequestTimeoutMs, milliseconds));

        await ProblemAssert.IsAsync(ErrorCode.MalformedRequest, response);
    }

    [Fact]
    public async Task Predict_WrongMethodOrPath_IsAProblemToo()
    {
        await using var pool = await TestPool.StartAsync();

        using var method = await pool.Client.GetAsync(EndpointExtensions.PredictPath, TestContext.Current.CancellationToken);
        using var path = await pool.Client.GetAsync("/api/v2/predict", TestContext.Current.CancellationToken);
        using var management = await pool.Management.GetAsync(EndpointExtensions.ModelsPath, TestContext.Current.CancellationToken);

        await ProblemAssert.IsAsync(ErrorCode.MethodNotAllowed, method);
        await ProblemAssert.IsAsync(ErrorCode.NotFound, path);
        await ProblemAssert.IsAsync(ErrorCode.NotFound, management);
    }

    [Fact]
    public async Task Predict_BodyNeverComes_IsAnsweredAtTheDeadline()
    {
        await using var pool = await TestPool.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, pool.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {EndpointExtensions.PredictPath} HTTP/1.1\r\nHost: pool\r\nContent-Type: application/json\r\nContent-Length: 17\r\n{HeaderNames.RequestTimeoutMs}: 100\r\n\r\n{{\"te"),
            TestContext.Current.CancellationToken);

        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408", status, StringComparison.Ordinal);
        await ExpectNextWorksAsync(pool);
    }

    [Fact]
    public async Task Batch_MoreTokensThanABatchMayHave_IsRefused()
    {
        await using var pool = await TestPool.StartAsync(new TestModel { MaximumTokens = 512 });
        var longText = string.Concat(Enumerable.Repeat("good ", 510));

        using (var response = await pool.PredictBatchAsync([.. Enumerable.Repeat(longText, 65)]))
        {
            await ProblemAssert.IsAsync(ErrorCode.TooManyTokens, response);
            Assert.Empty(pool.Backend.Runs);
        }

        using var most = await pool.PredictBatchAsync([.. Enumerable.Repeat(longText, 64)]);
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
    }

    // Sixteen windows of 512 are 8,192 tokens to run for the 7,680 that are read: what is run counts.
    [Fact]
    public async Task Batch_OfTextsInWindows_CountsAllTheirWindows()
    {
        await using var pool = await TestPool.StartAsync(new TestModel { MaximumTokens = 512 });
        var longest = new string('!', Limits.TextScalars);

        using (var response = await pool.PredictBatchAsync(longest, longest, longest, longest, "good"))
        {
            var problem = await ProblemAssert.IsAsync(ErrorCode.TooManyTokens, response);
            Assert.Contains("its first 5 texts alone have 32771", problem.Detail, StringComparison.Ordinal);
            Assert.Empty(pool.Backend.Runs);
        }

        using var most = await pool.PredictBatchAsync(longest, longest, longest, longest);
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
    }

    private static async Task ExpectNextWorksAsync(TestPool pool)
    {
        using var next = await pool.PredictAsync("good");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }
}
