using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Passthrough;

/// <summary>The same where gateways share a Redis: no call of it more than for a prediction of the gateway's own.</summary>
public sealed class PassthroughLimitTests : RedisTest
{
    [Fact]
    public async Task Predict_IsOneCall_ABatchTwo()
    {
        await using var gateway = await StartAsync(("Sentiment:RateLimits:Plans:tests:Texts", "1000"));

        // No tokens: those would be told a second later, by a call of their own.
        Pool.Script = static context =>
        {
            context.Response.Headers[HeaderNames.Usage] = new PoolUsage(context.Request.Path.Value!.EndsWith("batch", StringComparison.Ordinal) ? 2 : 1, Tokens: 0).ToString();
            return PoolScript.Json(200, "{}")(context);
        };
        var before = await CallsAsync(gateway);

        using (await gateway.Client.CallAsync("/pools/onnx/api/v1/predict", Requests.Text("a")))
        {
            Assert.Equal(before + 1, await CallsAsync(gateway));
        }

        using var batch = await gateway.Client.CallAsync("/pools/onnx/api/v1/predict/batch", Requests.Json("""{"texts":["a","b"]}"""));

        Assert.Equal(before + 3, await CallsAsync(gateway));
        Assert.Matches("\"texts\";r=(99[7-9]|1000);", batch.HeaderOf("RateLimit"));
    }

    private static Task<double> CallsAsync(TestGateway gateway) => MetricAsync(gateway, "ml_redis_calls_total{use=\"limits\",result=\"ok\"}");
}
