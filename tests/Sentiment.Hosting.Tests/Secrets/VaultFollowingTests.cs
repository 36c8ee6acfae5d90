using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Keys;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>A service that runs, while its Vault changes, goes and comes back.</summary>
public sealed class VaultFollowingTests
{
    private const int Refused = 122;
    private const int Lost = 172;
    private const int Back = 173;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_RotatedInVault_IsInForce()
    {
        await using var vault = await VaultService.StartAsync();
        var pepper = RandomNumberGenerator.GetBytes(32);
        vault.Server.Secrets.Put("sentiment/gateway", Auth(pepper, "sk-ops-first"));
        await using var service = await SampleService.StartAsync(vault.Settings);
        Assert.True(IsGood(service, "sk-ops-first"));

        vault.Server.Secrets.Put("sentiment/gateway", Auth(pepper, "sk-ops-second"));
        await Poll.UntilAsync(() => IsGood(service, "sk-ops-second"), VaultService.Soon, Token);

        Assert.False(IsGood(service, "sk-ops-first"));
        Assert.DoesNotContain("second", service.Log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pepper_OfTransit_IsTheOneThatKeysAreHashedWithThere()
    {
        await using var vault = await VaultService.StartAsync();
        var pepper = vault.Server.Transit.Create("sentiment-keys");
        vault.Server.Secrets.Put("sentiment/gateway", new { Auth = new { Keys = Keys(pepper, "sk-ops-first") } });

        await using var service = await SampleService.StartAsync([.. vault.Settings, "--Sentiment:Vault:Pepper:Key=sentiment-keys"]);

        Assert.True(IsGood(service, "sk-ops-first"));
    }

    [Fact]
    public async Task Value_UnderAnotherName_GoesWhereItIsSent_AndTheCommandLineIsOverIt()
    {
        await using var vault = await VaultService.StartAsync();
        vault.Server.Secrets.Put("others/pepper", new Dictionary<string, string> { ["hmac-secret"] = "cGVwcGVyLXBlcHBlci1wZXBwZXI=", ["unused"] = "x" });
        await using var service = await SampleService.StartAsync(
        [
            .. vault.Settings,
            "--Sentiment:Vault:Secrets:pepper:Path=others/pepper",
            "--Sentiment:Vault:Secrets:pepper:Section=Auth",
            "--Sentiment:Vault:Secrets:pepper:Values:hmac-secret=Pepper",
            "--Sentiment:Health:LeastFreeBytes=5",
        ]);
        var configuration = service.Services.GetRequiredService<IConfiguration>();

        Assert.Equal("cGVwcGVyLXBlcHBlci1wZXBwZXI=", configuration["Sentiment:Auth:Pepper"]);
        Assert.Equal("5", configuration["Sentiment:Health:LeastFreeBytes"]);
    }

    [Fact]
    public async Task Vault_NamedInAFileOfTheConfiguration_IsRead_AndIsOverThatFile()
    {
        await using var vault = await VaultService.StartAsync();
        var file = vault.Write("service.json", JsonSerializer.Serialize(new
        {
            Sentiment = new
            {
                Health = new { LeastFreeBytes = 5 },
                Vault = new
                {
                    vault.Server.Address,
                    Authorities = vault.Write("ca.crt", vault.Authority.Pem),
                    Auth = new { vault.Server.Tokens.Role, TokenFile = vault.Write("jwt", vault.Server.Tokens.ServiceAccountToken) },
                    Secrets = new { gateway = new { Path = "sentiment/gateway" } },
                },
            },
        }));

        await using var service = await SampleService.StartAsync($"--Sentiment:Configuration:Files:0={file}");

        Assert.Equal("1", service.Services.GetRequiredService<IConfiguration>()["Sentiment:Health:LeastFreeBytes"]);
        Assert.Contains("ml_configuration_revision{file=\"vault\"}", await service.Management.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ThatIsBad_IsRefused_AndTheLastGoodOneStays()
    {
        await using var vault = await VaultService.StartAsync();
        var pepper = RandomNumberGenerator.GetBytes(32);
        vault.Server.Secrets.Put("sentiment/gateway", Auth(pepper, "sk-ops-first"));
        await using var service = await SampleService.StartAsync(vault.Settings);

        vault.Server.Secrets.Put("sentiment/gateway", new { Auth = new { Pepper = "no-base64-at-all", Keys = Keys(pepper, "sk-ops-first") } });
        await Poll.UntilAsync(() => service.Log.Of(Refused).Length > 0, VaultService.Soon, Token);

        Assert.True(IsGood(service, "sk-ops-first"));
        Assert.Contains("Pepper must be base64", Assert.Single(service.Log.Of(Refused)), StringComparison.Ordinal);
        Assert.DoesNotContain("no-base64", service.Log.Everything, StringComparison.Ordinal);
        Assert.Contains("ml_configuration_current 0", await service.Management.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
        Assert.True(service.Errors.Messages.TryDequeue(out _));
    }

    [Theory]
    [InlineData(VaultMode.Sealed)]
    [InlineData(VaultMode.StandbyAlone)]
    [InlineData(VaultMode.Throttled)]
    [InlineData(VaultMode.Broken)]
    [InlineData(VaultMode.Hanging)]
    [InlineData(VaultMode.Serving)]
    public async Task Vault_ThatGoesAndComesBack_IsToldOnceEach_AndLosesNothing(VaultMode mode)
    {
        await using var vault = await VaultService.StartAsync();
        var pepper = RandomNumberGenerator.GetBytes(32);
        vault.Server.Secrets.Put("sentiment/gateway", Auth(pepper, "sk-ops-first"));

        // Short only where it is waited for: a busy machine must not look like a Vault that is away.
        var timeout = TimeSpan.FromSeconds(mode == VaultMode.Hanging ? 2 : 30);
        await using var service = await SampleService.StartAsync([.. vault.Settings, $"--Sentiment:Vault:Timeout={timeout}"]);
        Assert.Equal(("Healthy", 1), await HealthAsync(service));

        // Serving stands for one that is killed.
        vault.Server.Mode = mode;
        if (mode == VaultMode.Serving)
        {
            await vault.Server.KillAsync();
        }

        await Poll.UntilAsync(async () => await HealthAsync(service) == ("Degraded", 0), VaultService.Soon, Token);
        Assert.True(IsGood(service, "sk-ops-first"));

        // Long enough that it would be said again.
        var failed = await FailuresAsync(service);
        await Poll.UntilAsync(async () => await FailuresAsync(service) >= failed + 2, VaultService.Soon, Token);
        Assert.Single(service.Log.Of(Lost));

        vault.Server.Secrets.Put("sentiment/gateway", Auth(pepper, "sk-ops-second"));
        vault.Server.Mode = VaultMode.Serving;
        if (mode == VaultMode.Serving)
        {
            await vault.Server.BeginAsync();
        }

        await Poll.UntilAsync(() => IsGood(service, "sk-ops-second"), VaultService.Soon, Token);
        Assert.Equal(("Healthy", 1), await HealthAsync(service));
        Assert.Single(service.Log.Of(Lost));
        Assert.Single(service.Log.Of(Back));
        AssertNothingSecret(service, vault.Server, pepper);
    }

    [Fact]
    public async Task Certificate_OfVault_ServesHttps_AndIsReplaced()
    {
        using var authority = new TestAuthority();
        using var first = authority.ForServer("first.test");
        using var second = authority.ForServer("second.test");
        await using var vault = await VaultService.StartAsync();
        vault.Server.Secrets.Put("sentiment/tls", Files(first));
        await using var service = await SampleService.StartAsync(
        [
            .. vault.Settings,
            "--Sentiment:Vault:Files:tls:Path=sentiment/tls",
            "--Sentiment:Tls:Certificate=vault:tls/certificate",
            "--Sentiment:Tls:Key=vault:tls/key",
        ]);
        Assert.Equal("CN=first.test", await SubjectAsync(service, authority));

        vault.Server.Secrets.Put("sentiment/tls", Files(second));
        await Poll.UntilAsync(async () => await SubjectAsync(service, authority) == "CN=second.test", VaultService.Soon, Token);

        Assert.DoesNotContain("PRIVATE", service.Log.Everything, StringComparison.Ordinal);
    }

    private static object Files(TestCertificate certificate) => new { certificate = certificate.Pem, key = certificate.KeyPem };

    private static async Task<string> SubjectAsync(SampleService service, TestAuthority authority)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", service.Port, Token);
        await using var secured = new System.Net.Security.SslStream(client.GetStream());
        await secured.AuthenticateAsClientAsync(authority.NewOptions(), Token);
        return secured.RemoteCertificate!.Subject;
    }

    private static object Auth(byte[] pepper, string key) => new { Auth = new { Pepper = Convert.ToBase64String(pepper), Keys = Keys(pepper, key) } };

    private static object Keys(byte[] pepper, string key) =>
        new { ops = new { Owner = "tests", Hash = Convert.ToBase64String(HMACSHA256.HashData(pepper, System.Text.Encoding.UTF8.GetBytes(key))) } };

    private static bool IsGood(SampleService service, string key) => service.Services.GetRequiredService<KeyRing>().Find(key).Succeeded(out _, out _);

    private static void AssertNothingSecret(SampleService service, VaultServer server, byte[] pepper)
    {
        string[] secrets = [.. server.Tokens.Given, server.Tokens.ServiceAccountToken, Convert.ToBase64String(pepper), "sk-ops"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, service.Log.Everything, StringComparison.Ordinal));
    }

    private static async Task<(string? Health, int Up)> HealthAsync(SampleService service)
    {
        using var report = JsonDocument.Parse(await service.Management.GetStringAsync("/health", Token));
        var metrics = await service.Management.GetStringAsync("/metrics", Token);
        return (report.RootElement.GetProperty("entries").GetProperty("vault").GetProperty("status").GetString(), metrics.Contains("\nml_vault_up 1\n", StringComparison.Ordinal) ? 1 : 0);
    }

    private static async Task<double> FailuresAsync(SampleService service) => (await service.Management.GetStringAsync("/metrics", Token)).Split('\n')
        .Where(static line => line.StartsWith("ml_vault_requests_total{", StringComparison.Ordinal) && !line.Contains("result=\"ok\"", StringComparison.Ordinal))
        .Sum(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
}
