using System.Security.Cryptography;
using System.Text;
using Sentiment.Contracts;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.EndToEnd.Tests;

/// <summary>A gateway and a pool as real processes; the gateway has its keys from Vault, its pepper from Transit and its certificate from a secret, as often as it does by default.</summary>
internal sealed class VaultSystem : IAsyncDisposable
{
    private const string Keys = "sentiment/keys";

    // So much that no load here meets a limit.
    private const string Plenty = "60000000";

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _pepper;

    private VaultSystem(VaultServer vault, TestAuthority authority)
    {
        (Vault, Authority) = (vault, authority);
        _pepper = vault.Transit.Create("sentiment-keys");
        using var certificate = authority.ForServer("gateway.test");
        vault.Secrets.Put("sentiment/tls", new { certificate = certificate.Pem, key = certificate.KeyPem });
        File.WriteAllText(_folder.Combine("ca.crt"), authority.Pem);
        File.WriteAllText(_folder.Combine("jwt"), vault.Tokens.ServiceAccountToken);
        Pool = new RestartableService("Sentiment.Inference.Onnx", ("Sentiment__Model__Path", RepositoryRoot.Combine("models", "sentiment-base")));
        Gateway = new RestartableService(
            "Sentiment.Gateway",
            ("Sentiment__Vault__Address", vault.Address.ToString()),
            ("Sentiment__Vault__Authorities", _folder.Combine("ca.crt")),
            ("Sentiment__Vault__Auth__Role", vault.Tokens.Role),
            ("Sentiment__Vault__Auth__TokenFile", _folder.Combine("jwt")),
            ("Sentiment__Vault__Secrets__keys__Path", Keys),
            ("Sentiment__Vault__Pepper__Key", "sentiment-keys"),
            ("Sentiment__Vault__Files__tls__Path", "sentiment/tls"),
            ("Sentiment__Tls__Certificate", "vault:tls/certificate"),
            ("Sentiment__Tls__Key", "vault:tls/key"),

            // Who waits for a key to be good tries it often.
            ("Sentiment__Auth__RefusalsPerMinute", "10000"),
            ("Sentiment__RateLimits__Plans__tests__Requests", Plenty),
            ("Sentiment__RateLimits__Plans__tests__Texts", Plenty),
            ("Sentiment__RateLimits__Plans__tests__Tokens", Plenty),
            ("Sentiment__Arms__0__Id", "onnx"),
            ("Sentiment__Arms__0__Cluster", "onnx"),
            ("Sentiment__Arms__0__Backend", "onnx"),
            ("Sentiment__Arms__0__Weight", "1"),
            ("Sentiment__Clusters__onnx__Destinations__onnx-1__Address", $"http://127.0.0.1:{Pool.Port}"));
    }

    public VaultServer Vault { get; }

    public TestAuthority Authority { get; }

    public RestartableService Gateway { get; }

    public RestartableService Pool { get; }

    /// <param name="keys">Good from the beginning.</param>
    public static async Task<VaultSystem> StartAsync(params string[] keys)
    {
        var authority = new TestAuthority();
        var system = new VaultSystem(await VaultServer.StartAsync(authority), authority);
        system.WriteKeys(keys);
        try
        {
            await Task.WhenAll(system.Pool.BeginAsync(), system.Gateway.BeginAsync());
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>sentiment keys</c>, as an operator runs it whom Vault knows; gives the key that it shows.</summary>
    public async Task<string> CreateKeyAsync(string id)
    {
        var command = new ProcessCommand(
            RepositoryRoot.Combine("sentiment"), ["keys", "--vault", $"secret/{Keys}", "--transit", "transit/sentiment-keys", "create", id, "--owner", "tests"])
        {
            Environment = new Dictionary<string, string?>
            {
                ["VAULT_ADDR"] = Vault.Address.ToString(),
                ["VAULT_TOKEN"] = Vault.Tokens.Give(),
                ["VAULT_CACERT"] = _folder.Combine("ca.crt"),
            },
        };
        var result = await CommandProcess.RunAsync(command, TimeSpan.FromMinutes(5));
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        return result.Output.Split('\n').Single(static line => line.StartsWith("sk-", StringComparison.Ordinal));
    }

    public static string NewKey(string id) => $"sk-{id}-{Guid.NewGuid():N}";

    /// <summary>Another version of the secret, with these and no other keys.</summary>
    public void WriteKeys(params string[] keys) => Vault.Secrets.Put(Keys, new
    {
        Auth = new { Keys = keys.ToDictionary(static key => key.Split('-')[1], key => new { Hash = HashOf(key), Owner = "tests", Plan = "tests" }) },
    });

    public HttpClient NewClient(string key)
    {
        var client = Authority.NewClient(Gateway.Port);
        client.DefaultRequestHeaders.Add(HeaderNames.ApiKey, key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Pool.DisposeAsync();
        await Vault.DisposeAsync();
        Authority.Dispose();
        _folder.Dispose();
    }

    private string HashOf(string key) => Convert.ToBase64String(HMACSHA256.HashData(_pepper, Encoding.UTF8.GetBytes(key)));
}
