using Sentiment.Hosting.Secrets.Api;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>What is made of a server that does not serve.</summary>
public sealed class VaultClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VaultMode.Sealed, nameof(VaultFault.Sealed), "503, Vault is sealed. Unseal it.")]
    [InlineData(VaultMode.StandbyAlone, nameof(VaultFault.Standby), "local node not active")]
    [InlineData(VaultMode.PerformanceStandby, nameof(VaultFault.Standby), "473")]
    [InlineData(VaultMode.Throttled, nameof(VaultFault.Throttled), "429, request path \"secret/data/sentiment/keys\": rate limit quota exceeded.")]
    [InlineData(VaultMode.Broken, nameof(VaultFault.Unavailable), "502.")]
    public async Task Read_OfAServerThatDoesNotServe_IsAProblemThatMayPass(VaultMode mode, string fault, string message)
    {
        await using var rig = await VaultRig.StartAsync();
        await rig.SettingsAsync();
        rig.Server.Mode = mode;

        var problem = await rig.ProblemAsync();

        Assert.Equal(Enum.Parse<VaultFault>(fault), problem.Fault);
        Assert.True(problem.MayPass);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(mode == VaultMode.Throttled ? TimeSpan.FromSeconds(1) : null, problem.RetryAfter);
        Assert.Contains($$"""ml_vault_requests_total{operation="read",result="{{fault.ToLowerInvariant()}}"} 1""", await rig.MetricsAsync(), StringComparison.Ordinal);

        rig.Server.Mode = VaultMode.Serving;
        await rig.SettingsAsync();
    }

    [Fact]
    public async Task Read_Unanswered_EndsWithItsTime()
    {
        await using var rig = await VaultRig.StartAsync();
        rig.Server.Mode = VaultMode.Hanging;

        var reading = rig.ProblemAsync();
        await Poll.UntilAsync(() => rig.Server.Asked.Count == 1, TimeSpan.FromSeconds(30), Token);
        rig.Time.Advance(rig.Options.Timeout);
        var problem = await reading.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(VaultFault.Timeout, problem.Fault);
        Assert.Contains("did not answer within 5 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhereNobodyListens_IsUnreachable()
    {
        await using var rig = await VaultRig.StartAsync();
        await rig.Server.KillAsync();

        var problem = await rig.ProblemAsync();

        Assert.Equal((VaultFault.Unreachable, true), (problem.Fault, problem.MayPass));
    }

    [Fact]
    public async Task Read_OfAnotherAuthority_IsRefused()
    {
        using var another = new TestAuthority("another");
        await using var rig = await VaultRig.StartAsync();
        await using var impostor = await VaultServer.StartAsync(another);

        var problem = await ReadAsync(impostor, rig.Authority);

        Assert.Equal((VaultFault.Untrusted, false), (problem!.Fault, problem.MayPass));
        Assert.Contains("is not accepted", problem.Message, StringComparison.Ordinal);
        Assert.Empty(impostor.Asked);
    }

    [Fact]
    public async Task Read_OfACertificateThatHasEnded_IsRefused()
    {
        using var authority = new TestAuthority();
        using var ended = authority.ForServer("vault.test", TimeSpan.FromDays(-1));
        await using var server = await VaultServer.StartAsync(authority, certificate: ended);

        var problem = await ReadAsync(server, authority);

        Assert.Equal(VaultFault.Untrusted, problem!.Fault);
        Assert.Contains("NotTimeValid", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_InItsNamespace_Succeeds_AndInAnotherDoesNot()
    {
        await using var rig = await VaultRig.StartAsync(static options => options.Namespace = "teams/sentiment");
        rig.Server.Namespace = "teams/sentiment";
        await rig.SettingsAsync();

        rig.Server.Namespace = "teams/other";

        Assert.Equal(VaultFault.Missing, (await rig.ProblemAsync()).Fault);
    }

    [Fact]
    public async Task Read_OfAStandbyThatNamesTheActiveNode_IsAnsweredThere()
    {
        await using var rig = await VaultRig.StartAsync();
        await using var standby = await VaultServer.StartAsync(rig.Authority);
        (standby.Mode, standby.Active) = (VaultMode.StandbyRedirecting, rig.Server.Address);

        Assert.Null(await ReadAsync(standby, rig.Authority, rig.Server.Tokens.Give()));
    }

    [Fact]
    public async Task Redirection_WithoutTls_IsNotFollowed()
    {
        using var authority = new TestAuthority();
        await using var standby = await VaultServer.StartAsync(authority);
        (standby.Mode, standby.Active) = (VaultMode.StandbyRedirecting, new Uri("http://vault.example:8200"));

        Assert.Equal(VaultFault.Standby, (await ReadAsync(standby, authority))!.Fault);
    }

    private static async Task<VaultProblem?> ReadAsync(VaultServer server, TestAuthority trusted, string token = "hvs.any")
    {
        using var client = new VaultClient(
            new VaultAddress(server.Address, Namespace: null, VaultAddress.ReadAuthorities(trusted.Pem), TimeSpan.FromSeconds(30)), TimeProvider.System);
        return (await client.SendAsync(VaultCall.ReadSecret("secret", "sentiment/keys"), token, Token)).Problem;
    }
}
