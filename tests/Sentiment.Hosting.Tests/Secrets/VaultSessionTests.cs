using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Secrets.Api;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>Tokens: got, kept good, replaced.</summary>
public sealed class VaultSessionTests
{
    private const string Renewal = "POST auth/token/renew-self";
    private const string Lookup = "GET auth/token/lookup-self";
    private const string Amount = """{"Sentiment":{"Supply":{"Amount":7}}}""";

    [Theory]
    [InlineData(nameof(VaultAuthMethod.Kubernetes), "POST auth/kubernetes/login")]
    [InlineData(nameof(VaultAuthMethod.AppRole), "POST auth/approle/login")]
    [InlineData(nameof(VaultAuthMethod.Token), Lookup)]
    public async Task Read_ByEachMethod_LogsInOnceAndReads(string method, string first)
    {
        await using var rig = await VaultRig.StartAsync(options => options.Auth.Method = Enum.Parse<VaultAuthMethod>(method));
        if (rig.Options.Auth.Method == VaultAuthMethod.Token)
        {
            rig.Write("token", rig.Server.Tokens.Give() + "\n");
        }

        Assert.Equal(Amount, await rig.SettingsAsync());
        Assert.Equal(Amount, await rig.SettingsAsync());

        Assert.Equal([first, "GET secret/data/sentiment/keys", "GET secret/data/sentiment/keys"], rig.Server.Asked);
    }

    [Theory]
    [InlineData("token", "jwt that is another's")]
    [InlineData("role", "sentiment-other")]
    public async Task Read_WithoutTheRight_SaysSo(string what, string wrong)
    {
        await using var rig = await VaultRig.StartAsync();
        rig.Options.Auth.Role = what == "role" ? wrong : rig.Options.Auth.Role;
        rig.Write("token", what == "token" ? wrong.Replace(' ', '.') : rig.Server.Tokens.ServiceAccountToken);

        var problem = await rig.ProblemAsync();

        Assert.Equal(what == "role" ? VaultFault.Refused : VaultFault.Denied, problem.Fault);
        Assert.False(problem.MayPass);
        Assert.Contains(what == "role" ? "login auth/kubernetes/login: 400, invalid role name \"sentiment-other\"" : "403, permission denied", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WithoutTheFileOfTheCredential_NamesIt()
    {
        await using var rig = await VaultRig.StartAsync(static options => options.Auth.TokenFile = "/nowhere/token");

        Assert.Contains("The file /nowhere/token, by which the service logs in to Vault, cannot be read", (await rig.ProblemAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WithAFileThatHasMoreThanTheCredential_DoesNotRepeatIt()
    {
        await using var rig = await VaultRig.StartAsync();
        rig.Write("token", "token: swordfish");

        var problem = await rig.ProblemAsync();

        Assert.Equal(VaultFault.Malformed, problem.Fault);
        Assert.Contains("must have the credential for Vault and nothing else", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_AtTwoThirdsOfItsLease_IsRenewed()
    {
        await using var rig = await VaultRig.StartAsync();
        await rig.SettingsAsync();

        rig.Time.Advance(TimeSpan.FromMinutes(39));
        await rig.SettingsAsync();
        Assert.Equal(0, rig.Server.Count(Renewal));

        // In all beyond the first lease.
        foreach (var minutes in new[] { 2, 41, 41 })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Equal(Amount, await rig.SettingsAsync());
        }

        Assert.Equal((1, 3), (rig.Logins, rig.Server.Count(Renewal)));
    }

    /// <summary>As often as a service reads, over several of these lives.</summary>
    [Fact]
    public async Task Token_AtItsLongestLife_IsReplaced_AndNoReadFails()
    {
        await using var rig = await VaultRig.StartAsync();
        (rig.Server.Tokens.Ttl, rig.Server.Tokens.MaxTtl) = (TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(10));

        for (var reads = 0; reads < 30 * 12; reads++)
        {
            Assert.Equal(Amount, await rig.SettingsAsync());
            rig.Time.Advance(rig.Options.Interval);
        }

        Assert.InRange(rig.Logins, 3, 4);
        Assert.InRange(rig.Server.Count(Renewal), 2 * rig.Logins, 12 * rig.Logins);
    }

    [Fact]
    public async Task Token_ThatIsNotRenewable_IsReplaced()
    {
        await using var rig = await VaultRig.StartAsync();
        rig.Server.Tokens.Renewable = false;
        await rig.SettingsAsync();

        rig.Time.Advance(TimeSpan.FromMinutes(41));
        await rig.SettingsAsync();

        Assert.Equal((2, 0), (rig.Logins, rig.Server.Count(Renewal)));
    }

    [Fact]
    public async Task Token_Revoked_IsReplacedByWhatTheFileHasNow()
    {
        await using var rig = await VaultRig.StartAsync();
        await rig.SettingsAsync();

        rig.Server.Tokens.RevokeAll();
        rig.Server.Tokens.ServiceAccountToken = "eyJ.the-next";
        rig.Write("token", "eyJ.the-next");

        Assert.Equal(Amount, await rig.SettingsAsync());
        Assert.Equal(2, rig.Logins);
        Assert.Single(rig.Server.Tokens.Good);
    }

    [Fact]
    public async Task Read_RefusedByAPolicy_DoesNotLogInAgain()
    {
        await using var rig = await VaultRig.StartAsync();
        rig.Server.Tokens.Denied.Add("secret/data/sentiment/keys");

        for (var i = 0; i < 3; i++)
        {
            var problem = await rig.ProblemAsync();
            Assert.Equal(VaultFault.Denied, problem.Fault);
            Assert.Contains("read secret/data/sentiment/keys: 403", problem.Message, StringComparison.Ordinal);
        }

        Assert.Equal((1, 3), (rig.Logins, rig.Server.Count(Lookup)));
    }

    [Fact]
    public async Task Renewal_WhileVaultIsSealed_KeepsTheToken()
    {
        await using var rig = await VaultRig.StartAsync();
        await rig.SettingsAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(41));

        rig.Server.Mode = VaultMode.Sealed;
        Assert.Equal(VaultFault.Sealed, (await rig.ProblemAsync()).Fault);
        rig.Server.Mode = VaultMode.Serving;

        Assert.Equal(Amount, await rig.SettingsAsync());
        Assert.Equal(1, rig.Logins);
    }

    [Fact]
    public async Task Lease_EndedWhileVaultWasAway_IsReplaced()
    {
        await using var rig = await VaultRig.StartAsync();
        await rig.SettingsAsync();

        await rig.Server.KillAsync();
        rig.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(VaultFault.Unreachable, (await rig.ProblemAsync()).Fault);
        await rig.Server.BeginAsync();

        Assert.Equal(Amount, await rig.SettingsAsync());
        Assert.Equal(2, rig.Logins);
    }
}
