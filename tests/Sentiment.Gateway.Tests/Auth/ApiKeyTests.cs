using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class ApiKeyTests : IClassFixture<SharedGateway>
{
    private const string Wrong = "sk-dev-this-key-is-not-known";

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public ApiKeyTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    [Theory]
    [InlineData("X-API-Key", TestKeys.Development)]
    [InlineData("Authorization", "Bearer " + TestKeys.Development)]
    [InlineData("authorization", "bearer  " + TestKeys.Development)]
    public async Task Key_Known_LetsIn(string header, string value)
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (header, value));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Key_TwiceTheSame_LetsIn()
    {
        using var response = await _gateway.Client.CallAsync(
            Requests.Predict, Requests.Text("fine"), ("Authorization", $"Bearer {TestKeys.Development}"));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("X-API-Key", "")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic ZGV2OmRldg==")]
    [InlineData("X-Other", TestKeys.Development)]
    public async Task Key_Missing_IsE3001WithAChallenge(string header, string value)
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (header, value));

        await response.AssertProblemAsync(ErrorCode.CredentialsMissing);
        Assert.Equal("Bearer realm=\"sentiment\"", Assert.Single(response.Headers.WwwAuthenticate).ToString());
    }

    [Theory]
    [InlineData(Wrong)]
    [InlineData(TestKeys.Development + "0")]
    [InlineData("SK-DEV-0123456789ABCDEF")]
    public async Task Key_Wrong_IsE3002AndIsNotRepeatedAnywhere(string key)
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, key));

        await response.AssertProblemAsync(ErrorCode.CredentialsRefused);
        Assert.Contains("invalid_token", Assert.Single(response.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, await response.Content.ReadAsStringAsync(Requests.Token), StringComparison.Ordinal);
        Assert.True(_gateway.Log.Has(140));
        Assert.DoesNotContain(key, _gateway.Log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OverlongAndNotAscii_IsE3002()
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, new string('k', 10_000)));

        await response.AssertProblemAsync(ErrorCode.CredentialsRefused);
    }

    [Fact]
    public async Task Keys_TwoDifferent_AreAContradictionAndNotRepeated()
    {
        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), ("Authorization", $"Bearer {Wrong}"));

        var problem = await response.AssertProblemAsync(ErrorCode.Contradiction);
        Assert.DoesNotContain(Wrong, problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(TestKeys.Development, problem.Detail, StringComparison.Ordinal);
        Assert.Empty(_pool.Calls);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    [InlineData("/errors", null)]
    public async Task OpenPath_NoKey_Answers(string path, string? text)
    {
        using var response = await _gateway.Stranger.GetAsync(path, Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Requests.Token);
        Assert.True(text is null || text == body, body);
    }

    [Theory]
    [InlineData("/api/v1/models")]
    [InlineData("/pools/onnx/api/v1/models")]
    [InlineData("/pools/nobody/api/v1/models")]
    [InlineData("/api/v1/predict")]
    public async Task OtherPath_NoKey_IsE3001(string path)
    {
        using var response = await _gateway.Stranger.GetAsync(path, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.CredentialsMissing);
    }

    [Fact]
    public async Task UnknownPath_NoKey_IsE4004()
    {
        using var response = await _gateway.Stranger.GetAsync("/api/v2/predict", Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    [Fact]
    public async Task WrongMethod_WithKey_IsE4006AndSaysWhichAreAllowed()
    {
        using var response = await _gateway.Client.GetAsync(Requests.Predict, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.MethodNotAllowed);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task SecondKey_LetsItsClientIn()
    {
        await using var gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:Keys:shop:Hash", TestKeys.HashOf("sk-shop-ключ")),
            ("Sentiment:Auth:Keys:shop:Owner", "the shop"));

        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Equal(200, (int)response.StatusCode);
    }
}
