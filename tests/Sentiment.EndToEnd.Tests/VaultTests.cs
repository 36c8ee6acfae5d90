using System.Diagnostics;
using System.Net.Http.Json;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.EndToEnd.Tests;

/// <summary>Secrets change, and Vault goes and comes back, while a client calls that was there from the beginning.</summary>
public sealed class VaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_RotatedInVault_AreInForceWithinTenSeconds_AndNoRequestFails()
    {
        var (steady, first, second, third) = (VaultSystem.NewKey("steady"), VaultSystem.NewKey("shop"), VaultSystem.NewKey("shop"), VaultSystem.NewKey("shop"));
        await using var system = await VaultSystem.StartAsync(steady, first);
        using var client = system.NewClient(steady);
        await Poll.UntilAsync(async () => await StatusAsync(client) == 200, Soon, Token);
        await using var load = SteadyLoad.Start(client);

        await RotateAsync(system, "rotated", steady, first, second);

        await system.Vault.KillAsync();
        await Poll.UntilAsync(async () => await system.Gateway.SumAsync("ml_vault_up") == 0, Soon, Token);
        system.Vault.Mode = VaultMode.Sealed;
        await system.Vault.BeginAsync();
        await Poll.UntilAsync(async () => await system.Gateway.SumAsync("ml_vault_requests_total{operation=\"read\",result=\"sealed\"}") > 0, Soon, Token);
        using var known = system.NewClient(second);
        Assert.Equal(200, await StatusAsync(known));

        system.Vault.Mode = VaultMode.Serving;
        await Poll.UntilAsync(async () => await system.Gateway.SumAsync("ml_vault_up") == 1, Soon, Token);
        await RotateAsync(system, "rotated after Vault was killed, sealed and back", steady, second, third);

        var answers = await load.StopAsync();
        Assert.InRange(answers.Count, 200, int.MaxValue);
        Assert.All(answers, static answer => Assert.True(answer.Status == 200, answer.Body));
        output.WriteLine($"{answers.Count} requests");
        AssertLogs(system, [steady, first, second, third]);
    }

    /// <summary>Whoever makes a key has it hashed by Vault, the gateway verifies it by itself: both have the same pepper, and the operator none.</summary>
    [Fact]
    public async Task Key_MadeByTheCommand_IsGoodAtTheGatewayWithinTenSeconds()
    {
        await using var system = await VaultSystem.StartAsync(VaultSystem.NewKey("first"));

        using var client = system.NewClient(await system.CreateKeyAsync("shop"));
        var start = Stopwatch.GetTimestamp();
        await Poll.UntilAsync(async () => await StatusAsync(client) == 200, Promised, Token);

        output.WriteLine($"made by the command: in force after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task Certificate_ReplacedInVault_IsServedWithinTenSeconds()
    {
        var key = VaultSystem.NewKey("shop");
        await using var system = await VaultSystem.StartAsync(key);
        using var next = system.Authority.ForServer("next.test");

        system.Vault.Secrets.Put("sentiment/tls", new { certificate = next.Pem, key = next.KeyPem });

        var end = (double)new DateTimeOffset(next.Certificate.NotAfter).ToUnixTimeSeconds();
        await Poll.UntilAsync(async () => await system.Gateway.SumAsync("ml_certificate_reloads_total{certificate=\"server\",result=\"applied\"}") == 1, Promised, Token);
        Assert.Equal(end, await system.Gateway.SumAsync("ml_certificate_expiry_timestamp_seconds{certificate=\"server\"}"));
    }

    private async Task RotateAsync(VaultSystem system, string what, string steady, string former, string next)
    {
        using var nextClient = system.NewClient(next);
        using var formerClient = system.NewClient(former);
        Assert.Equal((401, 200), (await StatusAsync(nextClient), await StatusAsync(formerClient)));

        system.WriteKeys(steady, next);
        var start = Stopwatch.GetTimestamp();
        await Poll.UntilAsync(async () => await StatusAsync(nextClient) == 200, Promised, Token);

        output.WriteLine($"{what}: in force after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        Assert.Equal(401, await StatusAsync(formerClient));
    }

    private static async ValueTask<int> StatusAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/predict", new { text = "fine" }, Token);
        return (int)response.StatusCode;
    }

    private static void AssertLogs(VaultSystem system, string[] keys)
    {
        var log = string.Join('\n', system.Gateway.Log);
        Assert.Equal(1, system.Gateway.Log.Count(static line => line.Contains("Vault cannot be read any more", StringComparison.Ordinal)));
        Assert.Equal(1, system.Gateway.Log.Count(static line => line.Contains("Vault can be read again", StringComparison.Ordinal)));
        Assert.All((string[])[.. system.Vault.Tokens.Given, system.Vault.Tokens.ServiceAccountToken, .. keys], secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }
}
