using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>Whatever a pool does, the client gets one clear problem, and what an operator must mend is an error in the log.</summary>
public sealed class PoolFailureTests : IClassFixture<SharedGateway>
{
    private const int Unusable = 211;
    private const int KeyRefused = 212;
    private const string GoodJson = """{"label":"POSITIVE","score":0.9,"scores":{"POSITIVE":0.9,"NEGATIVE":0.1},"inference_time_ms":1,"model_name":"m","model_version":"1","backend":"onnx","text_length":4,"tokens":3,"truncated":false}""";

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public PoolFailureTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Theory]
    [InlineData(ErrorCode.TextEmpty)]
    [InlineData(ErrorCode.TooManyTokens)]
    [InlineData(ErrorCode.InferenceFailed)]
    [InlineData(ErrorCode.DeadlinePassed)]
    [InlineData(ErrorCode.Internal)]
    public async Task Problem_OfTheRequestOrTheModel_KeepsItsCode(ErrorCode code)
    {
        _pool.Script = PoolScript.Problem(code);

        using var response = await PredictAsync();

        var problem = await response.AssertProblemAsync(code);
        Assert.Equal("The pool's own words.", problem.Detail);
    }

    [Fact]
    public async Task Problem_Overloaded_KeepsRetryAfter()
    {
        _pool.Script = PoolScript.Problem(ErrorCode.Overloaded, retryAfter: 7);

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.Overloaded);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Problem_ModelNotLoaded_IsNoReplicaYet()
    {
        _pool.Script = PoolScript.Problem(ErrorCode.ModelNotLoaded, retryAfter: 7);

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData(ErrorCode.CredentialsMissing)]
    [InlineData(ErrorCode.CredentialsRefused)]
    [InlineData(ErrorCode.NotAllowed)]
    [InlineData(ErrorCode.RateLimited)]
    public async Task Problem_WithOurKey_IsNotTheClients401(ErrorCode code)
    {
        _gateway.Log.Expect(KeyRefused);
        _pool.Script = PoolScript.Problem(code);

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.Internal);
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.True(_gateway.Log.Has(KeyRefused));
    }

    [Theory]
    [InlineData(ErrorCode.NotFound)]
    [InlineData(ErrorCode.MethodNotAllowed)]
    [InlineData(ErrorCode.UnsupportedMediaType)]
    [InlineData(ErrorCode.BodyTooLarge)]
    public async Task Problem_WithTheCallItself_IsInternal(ErrorCode code)
    {
        _gateway.Log.Expect(Unusable);
        _pool.Script = PoolScript.Problem(code);

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.Internal);
    }

    [Fact]
    public async Task Problem_BodyTooSlow_IsTheDeadline()
    {
        _pool.Script = PoolScript.Problem(ErrorCode.BodyTooSlow);

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.DeadlinePassed);
    }

    [Theory]
    [InlineData(200, "not json", "application/json")]
    [InlineData(200, "", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "<html></html>", "text/html")]
    [InlineData(204, "", "application/json")]
    [InlineData(302, "", "text/html")]
    [InlineData(500, "boom", "text/plain")]
    [InlineData(400, "{}", "application/problem+json")]
    [InlineData(400, "null", "application/problem+json")]
    [InlineData(400, "{\"type\":\"\",\"title\":\"\",\"status\":400,\"detail\":null,\"code\":\"E1001\",\"correlation_id\":\"\"}", "application/problem+json")]
    [InlineData(400, "{\"type\":\"\",\"title\":\"\",\"status\":400,\"detail\":\"\",\"code\":\"E9999\",\"correlation_id\":\"\"}", "application/problem+json")]
    public async Task Answer_ThatIsNotTheContracts_IsInternalAndLogged(int status, string body, string type)
    {
        await AssertUnusableAsync(status == 204 ? NoContent : PoolScript.Json(status, body, type));
    }

    [Theory]
    [InlineData("\"label\":\"POSITIVE\"", "\"label\":\"LABEL_1\"")]
    [InlineData("\"label\":\"POSITIVE\"", "\"label\":null")]
    [InlineData("\"score\":0.9", "\"score\":1.5")]
    [InlineData("\"scores\":{\"POSITIVE\":0.9,\"NEGATIVE\":0.1}", "\"scores\":null")]
    [InlineData("\"scores\":{\"POSITIVE\":0.9,\"NEGATIVE\":0.1}", "\"scores\":{}")]
    [InlineData("\"model_name\":\"m\"", "\"model_name\":null")]
    [InlineData("\"backend\":\"onnx\"", "\"backend\":\"torch\"")]
    public async Task Prediction_ThatIsWrong_IsInternalAndLogged(string good, string bad) =>
        await AssertUnusableAsync(PoolScript.Json(200, GoodJson.Replace(good, bad, StringComparison.Ordinal)));

    [Fact]
    public async Task Prediction_AsWrittenAbove_IsGood()
    {
        _pool.Script = PoolScript.Json(200, GoodJson);

        using var response = await PredictAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Empty(response.HeaderOf(HeaderNames.ModelDigest));
    }

    [Theory]
    [InlineData("{\"results\":null}")]
    [InlineData("{\"results\":[]}")]
    [InlineData("{\"results\":[null,null]}")]
    [InlineData("{\"results\":[{\"index\":0,\"error\":null},{\"index\":1,\"error\":null}]}")]
    [InlineData("{\"results\":[3,4]}")]
    public async Task Batch_ThatIsWrong_IsInternalAndLogged(string body)
    {
        _gateway.Log.Expect(Unusable);
        _pool.Script = PoolScript.Json(200, body);

        using var response = await _gateway.Client.CallAsync(Requests.Batch, Requests.Json("""{"texts":["a","b"]}"""));

        await response.AssertProblemAsync(ErrorCode.Internal);
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsReadToItsLimitOnly()
    {
        await AssertUnusableAsync(static async context =>
        {
            context.Response.ContentType = "application/json";
            var spaces = new byte[64 * 1024];
            spaces.AsSpan().Fill((byte)' ');
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            }
        });
    }

    [Fact]
    public async Task Headers_ThatAreNotOurs_AreLeftOut()
    {
        _pool.Script = static context =>
        {
            context.Response.Headers[HeaderNames.ModelDigest] = "not-a-digest";
            context.Response.Headers[HeaderNames.ServerTiming] = "infer;desc=\"<script>\"";
            context.Response.Headers.SetCookie = "a=b";
            return PoolScript.Json(200, GoodJson)(context);
        };

        using var response = await PredictAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Empty(response.HeaderOf(HeaderNames.ModelDigest));
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Matches("^gateway;dur=[0-9.]+$", response.HeaderOf(HeaderNames.ServerTiming));
    }

    [Fact]
    public async Task Answer_503OfSomebodyInBetween_IsNoReplica()
    {
        _pool.Script = PoolScript.Json(503, "upstream", "text/plain");

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.NoReplica);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_ThatBreaks_IsNoReplicaWithRetryAfter(bool halfway)
    {
        _pool.Script = halfway ? PoolScript.ResetHalfway : PoolScript.Reset;

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Log_AfterAllOfThis_HasNoTextAndNoKey()
    {
        _gateway.Log.Expect(Unusable);
        _pool.Script = PoolScript.Json(200, "nonsense that quotes: a secret text");

        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("a secret text"));

        await response.AssertProblemAsync(ErrorCode.Internal);
        Assert.DoesNotContain("secret", _gateway.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(TestKeys.Development, _gateway.Log.Everything, StringComparison.Ordinal);
    }

    private async Task AssertUnusableAsync(RequestDelegate script)
    {
        _gateway.Log.Expect(Unusable);
        _pool.Script = script;

        using var response = await PredictAsync();

        await response.AssertProblemAsync(ErrorCode.Internal);
        Assert.True(_gateway.Log.Has(Unusable));
    }

    private Task<HttpResponseMessage> PredictAsync() => _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
