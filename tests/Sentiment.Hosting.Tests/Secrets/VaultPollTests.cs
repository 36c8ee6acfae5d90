using Sentiment.Hosting.Secrets;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>The poll on a clock that the test moves.</summary>
public sealed class VaultPollTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Poll_ThroughALongLossOfVault_KeepsWhatItHas_AndFindsItAgain()
    {
        // The clock here runs far ahead of any call.
        await using var rig = await VaultRig.StartAsync(static options => options.Timeout = TimeSpan.FromHours(1));
        rig.Provider.Latest = (await rig.ReadAsync()).Value!;
        rig.State.WasRead();
        var first = rig.Provider.Latest;
        using var poll = new VaultPoll(rig.Reader, rig.Provider, rig.State, new VaultSchedule(rig.Options, new Random(7)), rig.Time);
        await poll.StartAsync(Token);

        rig.Server.Mode = VaultMode.Sealed;
        var lost = rig.Time.GetUtcNow();
        await UntilAsync(rig, () => rig.Time.GetUtcNow() - lost > TimeSpan.FromMinutes(10));
        Assert.Same(first, rig.Provider.Latest);
        Assert.Equal("Degraded", await HealthAsync(rig));
        Assert.Contains("ml_vault_up 0", await rig.MetricsAsync(), StringComparison.Ordinal);

        rig.Server.Secrets.Put("sentiment/keys", new { Supply = new { Amount = 8 } });
        rig.Server.Mode = VaultMode.Serving;
        await UntilAsync(rig, () => !ReferenceEquals(first, rig.Provider.Latest));

        // The state follows what was read, on the poll's thread.
        await Poll.UntilAsync(() => rig.State.Last!.Problem is null, Soon, Token);
        Assert.Equal("Healthy", await HealthAsync(rig));
        Assert.Contains("ml_vault_up 1", await rig.MetricsAsync(), StringComparison.Ordinal);
        Assert.Single(rig.Log.Of(172));
        Assert.Matches("after 6[0-9]{2} s", Assert.Single(rig.Log.Of(173)));
        await poll.StopAsync(Token);
    }

    [Fact]
    public async Task Health_BeforeAnythingWasRead_IsUnhealthy()
    {
        await using var rig = await VaultRig.StartAsync();

        Assert.Equal("Unhealthy", await HealthAsync(rig));
    }

    private static Task UntilAsync(VaultRig rig, Func<bool> condition) => Poll.UntilAsync(
        () =>
        {
            rig.Time.Advance(Step);
            return condition();
        },
        Soon,
        Token);

    private static async Task<string> HealthAsync(VaultRig rig) => (await new VaultHealth(rig.State).CheckHealthAsync(null!, Token)).Status.ToString();
}
