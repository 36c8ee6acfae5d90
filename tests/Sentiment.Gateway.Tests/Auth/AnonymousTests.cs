using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class AnonymousTests : IAsyncLifetime
{
    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start([_pool], ("Sentiment:Auth:Anonymous:Scopes:0", "predict"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task NoKey_WhereConfigurationSaysSo_LetsIn()
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task WrongKey_IsRefusedAllTheSame()
    {
        using var response = await _gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, "sk-dev-wrong"));

        await response.AssertProblemAsync(ErrorCode.CredentialsRefused);
    }
}
