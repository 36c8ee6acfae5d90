namespace Sentiment.EndToEnd.Tests.Rollouts;

/// <summary>Every service is replaced under load, and no client notices.</summary>
public sealed class RollingRestartTests
{
    private const int PerSecond = 200;

    [Fact]
    public async Task EachService_ReplacedAt200RequestsASecond_CostsNoRequest()
    {
        Assert.SkipWhen(NginxServer.SkipReason is not null, NginxServer.SkipReason ?? string.Empty);
        await using var system = await RollingSystem.StartAsync();
        using var client = new HttpClient { BaseAddress = system.Nginx.Address };
        await using var load = SteadyLoad.Start(client, PerSecond);

        await system.ReplaceGatewaysAsync();
        await system.ReplacePoolsAsync();

        var answers = await load.StopAsync();
        Assert.Empty(answers.Where(static answer => answer.Status != 200).Select(static answer => $"{answer.Status} {answer.Body}"));
        Assert.InRange(answers.Count, 10 * PerSecond, int.MaxValue);

        // Both arms were asked, so both kinds of pool were replaced under load.
        Assert.Equal(["onnx", "torch"], answers.Select(static answer => answer.Prediction!.Arm).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}
