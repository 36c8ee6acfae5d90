using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>
/// A gateway as it is run for clients outside, with a certificate, a file of keys and a Redis, before two replicas of a pool: each of these a test can
/// replace. Every process is a real one.
/// </summary>
internal sealed class GuardedSystem : IAsyncDisposable
{
    // So much that no load here meets a limit.
    private const string Plenty = "60000000";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _pepper = RandomNumberGenerator.GetBytes(32);

    private GuardedSystem(RedisServer redis)
    {
        Redis = redis;
        Pools = [NewPool(), NewPool()];
        Gateway = new RestartableService(
            "Sentiment.Gateway",
            [
                ("Sentiment__Auth__Pepper", Convert.ToBase64String(_pepper)),

                // Who waits for a key to be good, or to be good no longer, tries it often.
                ("Sentiment__Auth__RefusalsPerMinute", "10000"),
                ("Sentiment__Configuration__Files__0", KeysFile),
                ("Sentiment__Tls__Certificate", CertificateFile),
                ("Sentiment__Tls__Key", CertificateKeyFile),
                ("Sentiment__Redis__Connection", redis.Address),

                // A machine that is busy with other tests must not look like a slow server.
                ("Sentiment__Redis__Timeout", "00:00:05"),

                // What is known must be known from Redis.
                ("Sentiment__Cache__Entries", "3"),
                ("Sentiment__RateLimits__Plans__tests__Requests", Plenty),
                ("Sentiment__RateLimits__Plans__tests__Texts", Plenty),
                ("Sentiment__RateLimits__Plans__tests__Tokens", Plenty),
                ("Sentiment__Arms__0__Id", "onnx"),
                ("Sentiment__Arms__0__Cluster", "onnx"),
                ("Sentiment__Arms__0__Backend", "onnx"),
                ("Sentiment__Arms__0__Weight", "1"),
                .. Pools.Select(static (pool, place) => ($"Sentiment__Clusters__onnx__Destinations__onnx-{place + 1}__Address", $"http://127.0.0.1:{pool.Port}")),
            ]);
    }

    /// <summary>Whose certificates the gateway has; clients trust it alone.</summary>
    public TestAuthority Authority { get; } = new();

    public RedisServer Redis { get; }

    public IReadOnlyList<RestartableService> Pools { get; }

    public RestartableService Gateway { get; }

    public Uri Address => new($"https://127.0.0.1:{Gateway.Port}");

    private string KeysFile => _folder.Combine("keys.json");

    private string CertificateFile => _folder.Combine("tls.crt");

    private string CertificateKeyFile => _folder.Combine("tls.key");

    /// <summary>Starts all of it and waits until each part has found the others.</summary>
    /// <param name="key">The client's.</param>
    public static async Task<GuardedSystem> StartAsync(string key)
    {
        var system = new GuardedSystem(await RedisServer.StartAsync());
        try
        {
            using var certificate = system.Authority.ForServer("first.example");
            system.Install(certificate);
            system.WriteKeys(key);
            await Task.WhenAll(system.Pools.Select(static pool => pool.BeginAsync()));
            await system.Gateway.BeginAsync();
            await Poll.UntilAsync(async () => await system.Gateway.SumAsync("ml_redis_up ") == 1, Soon, TestContext.Current.CancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public static string NewKey() => $"sk-shop-{Guid.NewGuid():N}";

    /// <summary>Replaces the gateway's certificate as tools that renew them do: one file, then the other.</summary>
    public void Install(TestCertificate certificate)
    {
        File.WriteAllText(CertificateFile, certificate.Pem);
        File.WriteAllText(CertificateKeyFile, certificate.KeyPem);
    }

    /// <summary>Replaces the file of keys, by another of that name.</summary>
    /// <param name="key">The client's.</param>
    /// <param name="former">One that is to be good as well, for now.</param>
    public void WriteKeys(string key, string? former = null)
    {
        var previous = former is null ? null : new { Hash = HashOf(former), Until = DateTimeOffset.UtcNow.AddDays(1) };
        var keys = new { shop = new { Hash = HashOf(key), Owner = "tests", Plan = "tests", Previous = previous } };
        var next = KeysFile + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(new { Sentiment = new { Auth = new { Keys = keys } } }, WithoutNulls));
        File.Move(next, KeysFile, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var pool in Pools)
        {
            await pool.DisposeAsync();
        }

        await Redis.DisposeAsync();
        Authority.Dispose();
        _folder.Dispose();
    }

    private static RestartableService NewPool() =>
        new("Sentiment.Inference.Onnx", ("Sentiment__Model__Path", RepositoryRoot.Combine("models", "sentiment-base")));

    private string HashOf(string key) => Convert.ToBase64String(HMACSHA256.HashData(_pepper, Encoding.UTF8.GetBytes(key)));
}
