using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sentiment.Contracts;

namespace Sentiment.EndToEnd.Tests;

/// <summary>The same bad input to the gateway and to the pools: the same answer from all, never a 500, and the next request works.</summary>
public sealed class BadInputTests(SharedSystem shared)
{
    private const string Predict = "/api/v1/predict";
    private const string Batch = "/api/v1/predict/batch";

    // Null stands for a normal answer: the input is odd, and legal.
    public static TheoryData<string, string, byte[], string?> Cases => new()
    {
        { "empty", Predict, Text(""), "E1001" },
        { "blank", Predict, Text("  \\t\\n "), "E1001" },
        { "zero width only", Predict, Text("\u200b\u200d\ufeff"), "E1001" },
        { "control characters only", Predict, Text("\\u0000\\u0001"), "E1001" },
        { "too long", Predict, Text(new string('a', Limits.TextScalars + 1)), "E1002" },
        { "NUL", Predict, Text("good\\u0000product"), null },
        { "escaped lone surrogate", Predict, Text("\\ud83d oops"), "E1003" },
        { "invalid UTF-8", Predict, [.. "{\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8], "E1003" },
        { "10,000 emoji", Predict, Text(string.Concat(Enumerable.Repeat("😀", 10_000))), null },
        { "10,000 CJK characters", Predict, Text(new string('好', 10_000)), null },
        { "text is a number", Predict, "{\"text\":5}"u8.ToArray(), "E1003" },
        { "text is null", Predict, "{\"text\":null}"u8.ToArray(), "E1003" },
        { "unknown backend", Predict, "{\"text\":\"a\",\"backend\":\"gpu\"}"u8.ToArray(), "E1004" },
        { "window", Predict, "{\"text\":\"a\",\"truncation\":\"window\"}"u8.ToArray(), null },
        { "unknown truncation", Predict, "{\"text\":\"a\",\"truncation\":\"middle\"}"u8.ToArray(), "E1003" },
        { "duplicate property", Predict, "{\"text\":\"a\",\"text\":\"b\"}"u8.ToArray(), "E1003" },
        { "unknown property", Predict, "{\"text\":\"a\",\"lang\":\"en\"}"u8.ToArray(), "E1003" },
        { "broken JSON", Predict, "{\"text\":\"a\""u8.ToArray(), "E1003" },
        { "empty body", Predict, [], "E1003" },
        { "nested 1,000 deep", Predict, Encoding.UTF8.GetBytes($"{{\"text\":{new string('[', 1_000)}{new string(']', 1_000)}}}"), "E1003" },
        { "special tokens are text", Predict, Text("[CLS] [SEP] [PAD] great [MASK]"), null },
        { "body over the limit", Predict, Text(new string('a', Limits.PredictBodyBytes)), "E4013" },
        { "too many tokens, refused on request", Predict, Encoding.UTF8.GetBytes($"{{\"text\":\"{string.Concat(Enumerable.Repeat("word ", 1_000))}\",\"truncation\":\"error\"}}"), "E1007" },
        { "batch of 0", Batch, "{\"texts\":[]}"u8.ToArray(), "E1006" },
        { "batch of 129", Batch, Texts(129, "a"), "E1005" },
        { "batch body over the limit", Batch, Texts(128, new string('a', 40_000)), "E4013" },
        { "batch of too many tokens", Batch, Different(128, string.Concat(Enumerable.Repeat("good ", 500))), "E1007" },
        { "batch with one bad text", Batch, "{\"texts\":[\"good\",17]}"u8.ToArray(), null },
    };

    private static string[] Services => ["gateway", "onnx", "torch"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Post_BadInput_GatewayAndPoolsAgree(string name, string path, byte[] body, string? code)
    {
        foreach (var service in Services)
        {
            using var client = shared.System.CreateClient(service);
            using var response = await client.PostAsync(path, Json(body), Token);

            var actual = response.IsSuccessStatusCode
                ? null
                : (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!.Code;
            Assert.True(code == actual, $"{name}: the {service} answered {(int)response.StatusCode} {actual}, not {code}");
            await AssertNextRequestWorksAsync(client);
        }
    }

    [Theory]
    [InlineData("onnx", "torch")]
    [InlineData("torch", "onnx")]
    public async Task Post_TheOtherBackend_IsRefusedByThePool(string service, string backend)
    {
        using var client = shared.System.CreateClient(service);

        using var response = await client.PostAsJsonAsync(Predict, new { text = "fine", backend }, Token);

        Assert.Equal("E1004", (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!.Code);
    }

    [Theory]
    [InlineData("text/plain", "E4015")]
    [InlineData("application/json; charset=latin1", "E4015")]
    public async Task Post_WrongMediaType_IsRefused(string mediaType, string code)
    {
        foreach (var service in Services)
        {
            using var client = shared.System.CreateClient(service);
            using var content = Json(Text("fine"));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);

            using var response = await client.PostAsync(Predict, content, Token);

            Assert.Equal(code, (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!.Code);
        }
    }

    [Theory]
    [InlineData(null, "E3001")]
    [InlineData("sk-dev-wrong", "E3002")]
    public async Task Post_NoOrWrongKey_IsRefusedByTheGateway(string? key, string code)
    {
        using var client = new HttpClient { BaseAddress = shared.System.Service("gateway").Address };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add(HeaderNames.ApiKey, key);
        }

        using var response = await client.PostAsync(Predict, Json("broken"u8.ToArray()), Token);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!.Code);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
    }

    private static async Task AssertNextRequestWorksAsync(HttpClient client)
    {
        using var next = await client.PostAsync(Predict, Json(Text("fine")), Token);
        Assert.Equal(200, (int)next.StatusCode);
    }

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static byte[] Text(string json) => Encoding.UTF8.GetBytes($"{{\"text\":\"{json}\"}}");

    // The gateway sends equal ones once.
    private static byte[] Different(int count, string text) =>
        JsonSerializer.SerializeToUtf8Bytes(new { texts = Enumerable.Range(0, count).Select(number => $"{text}{number}") });

    private static byte[] Texts(int count, string json) =>
        Encoding.UTF8.GetBytes($"{{\"texts\":[{string.Join(',', Enumerable.Repeat($"\"{json}\"", count))}]}}");
}
