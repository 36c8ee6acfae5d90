using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Auth;

public sealed class RefusedAttemptsTests
{
    [Fact]
    public async Task RefusedKeys_MoreThanAllowed_AreToldToWaitAndAKnownKeyIsNot()
    {
        await using var pool = await ScriptedPool.StartAsync();
        await using var gateway = TestGateway.Start([pool], ("Sentiment:Auth:RefusalsPerMinute", "3"));
        for (var i = 0; i < 3; i++)
        {
            using var refused = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, $"sk-dev-{i}"));
            await refused.AssertProblemAsync(ErrorCode.CredentialsRefused);
        }

        using var response = await gateway.Stranger.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, "sk-dev-3"));
        var problem = await response.AssertProblemAsync(ErrorCode.RateLimited);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        Assert.Contains("More than 3 refused credentials", problem.Detail, StringComparison.Ordinal);

        using var known = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        Assert.Equal(200, (int)known.StatusCode);
    }
}
