using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>What a start says that cannot have its secrets: which, and what to do; and the exit code that a restart will not mend.</summary>
public sealed class VaultStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithAllInPlace_Starts()
    {
        await using var vault = await VaultService.StartAsync();

        var (code, log) = await vault.RunAsync();

        Assert.Equal(HostExit.Success, code);
        Assert.Contains("1 secrets are read from Vault at https://127.0.0.1", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Sentiment:Vault:Secrets:gateway:Path=sentiment/gone", "There is no secret secret/sentiment/gone", "Sentiment:Vault:Secrets:gateway asks for it. Write it (`vault kv put`)")]
    [InlineData("--Sentiment:Vault:Secrets:gateway:Values:password=Auth:Pepper", "The secret secret/sentiment/gateway has no key password; it has Health.", "Add it, or mend Values.")]
    [InlineData("--Sentiment:Vault:Auth:Role=nobody", "invalid role name \"nobody\"", "Sentiment:Vault: login auth/kubernetes/login: 400")]
    [InlineData("--Sentiment:Vault:Auth:TokenFile=/nowhere", "The file /nowhere, by which the service logs in to Vault, cannot be read", "")]
    [InlineData("--Sentiment:Vault:Pepper:Key=absent", "The pepper, version 1 of the Transit key transit/absent, was not given", "It must be there and exportable.")]
    [InlineData("--Sentiment:Vault:Pepper:Key=sealed-in", "private key material is not exportable", "It must be there and exportable.")]
    [InlineData("--Sentiment:Vault:Files:tls:Path=sentiment/odd", "The key Number of the secret secret/sentiment/odd is no text", "")]
    [InlineData("--Sentiment:Vault:Secrets:twice:Path=sentiment/gateway", "What Vault holds cannot be used: A duplicate key 'Sentiment:Health:LeastFreeBytes'", "")]
    [InlineData("--Sentiment:Vault:Secrets:early:Path=sentiment/early", "What Vault holds cannot be used: Sentiment:Listen is read before Vault is. Set it in a file or the environment", "")]
    [InlineData("--Sentiment:Vault:Secrets:odd:Path=sentiment/odd", "Sentiment:Number is unknown", "")]
    [InlineData("--Sentiment:Vault:Secrets:bad:Path=sentiment/bad", "Sentiment:Auth: Pepper must be base64", "")]
    public async Task Start_WithWhatIsMissingOrMalformed_SaysWhich(string argument, string problem, string next)
    {
        await using var vault = await VaultService.StartAsync();
        vault.Server.Secrets.Put("sentiment/odd", new { Number = 7 });
        vault.Server.Secrets.Put("sentiment/early", new { Listen = new { Port = 7 } });
        vault.Server.Secrets.Put("sentiment/bad", new { Auth = new { Pepper = "pepper-that-is-none", ManagementNeedsKey = true } });
        vault.Server.Transit.Create("sealed-in", exportable: false);

        var (code, log) = await vault.RunAsync(argument);

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains(problem, log, StringComparison.Ordinal);
        Assert.Contains(next, log, StringComparison.Ordinal);
        Assert.DoesNotContain("pepper-that-is-none", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterADelete_SaysThatThereIsNone()
    {
        await using var vault = await VaultService.StartAsync();
        vault.Server.Secrets.Delete("sentiment/gateway");

        var (code, log) = await vault.RunAsync();

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains("or its last version was deleted", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfAnUntrustedVault_EndsAtOnce()
    {
        using var another = new TestAuthority("another");
        await using var vault = await VaultService.StartAsync();

        var (code, log) = await vault.RunAsync($"--Sentiment:Vault:Authorities={vault.Write("another.crt", another.Pem)}");

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains("Give the file of its authority as Authorities, or mend the certificate.", log, StringComparison.Ordinal);
        Assert.Empty(vault.Server.Asked);
    }

    [Fact]
    public async Task Start_OfAVaultWhoseCertificateHasEnded_EndsAtOnce()
    {
        var authority = new TestAuthority();
        using var ended = authority.ForServer("vault.test", TimeSpan.FromDays(-1));
        await using var vault = await VaultService.StartAsync(ended, authority);

        var (code, log) = await vault.RunAsync();

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains("NotTimeValid", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhileVaultStaysSealed_EndsWithinItsBound()
    {
        await using var vault = await VaultService.StartAsync();
        vault.Server.Mode = VaultMode.Sealed;

        var (code, log) = await vault.RunAsync("--Sentiment:Vault:StartWithin=00:00:02");

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains("Vault cannot be read yet; the start waits 00:00:02 for it: login auth/kubernetes/login: 503, Vault is sealed. Unseal it.", log, StringComparison.Ordinal);
        Assert.Contains("tries within 00:00:02 (StartWithin) have failed.", log, StringComparison.Ordinal);
        Assert.InRange(vault.Server.Asked.Count, 2, 5);
    }

    [Fact]
    public async Task Start_BeforeVaultIsUp_WaitsForIt()
    {
        await using var vault = await VaultService.StartAsync();
        await vault.Server.KillAsync();

        var running = vault.RunAsync();
        await Task.WhenAll(running, vault.Server.BeginAsync());

        Assert.Equal(HostExit.Success, (await running).Code);
    }

    [Theory]
    [InlineData("--Sentiment:Vault:Address=http://vault.example:8200", "Address must be https://")]
    [InlineData("--Sentiment:Vault:Adress=x", "Adress")]
    [InlineData("--Sentiment:Vault:Interval=00:00:00", "Interval")]
    [InlineData("--Sentiment:Vault:Authorities=/nowhere/ca.crt", "Authorities: the file /nowhere/ca.crt cannot be used")]
    [InlineData("--Sentiment:Vault:Auth:Method=AppRole", "Auth:RoleId and Auth:SecretIdFile must be set for AppRole")]
    [InlineData("--Sentiment:Vault:Secrets:gateway:Path=../sys/mounts", "Secrets:gateway:Path is \"../sys/mounts\" and must be names with / between them")]
    [InlineData("--Sentiment:Vault:Secrets:gateway:Path=data/sentiment", "leave data/ out")]
    [InlineData("--Sentiment:Tls:Certificate=vault:tls/absent", "vault:tls/absent cannot be used: name the secret under Sentiment:Vault:Files")]
    public async Task Start_WithSettingsThatAreWrong_IsRefused(string argument, string problem)
    {
        await using var vault = await VaultService.StartAsync();

        var (code, log) = await vault.RunAsync(argument);

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains(problem, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutAnAddress_SaysThatItIsMissing()
    {
        await using var vault = await VaultService.StartAsync();

        var (code, log) = await vault.RunAsync("--Sentiment:Vault:Address=");

        Assert.Equal(HostExit.Configuration, code);
        Assert.Contains("Address is not set, and Secrets, Files or Pepper are", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutVault_HasNoMetricAndNoCheckOfIt()
    {
        await using var service = await SampleService.StartAsync();

        Assert.DoesNotContain("ml_vault", await service.Management.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("vault", await service.Management.GetStringAsync("/health", Token), StringComparison.OrdinalIgnoreCase);
    }
}
