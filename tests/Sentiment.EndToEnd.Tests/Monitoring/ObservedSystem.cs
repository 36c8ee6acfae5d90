using System.Text.Json;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>One system for all who only look.</summary>
[CollectionDefinition(Name)]
public sealed class ObservedSystemDefinition : ICollectionFixture<ObservedSystem>
{
    public const string Name = "observed system";
}

/// <summary>
/// A gateway and a pool whose every request is recorded, with a collector beside them. Shared by the tests that look at what they say. The gateway has a
/// certificate, a Redis that is away, a Vault and a second arm, so that it has all there is to say.
/// </summary>
public sealed class ObservedSystem : IAsyncLifetime
{
    private readonly OtlpCollector _collector = new();
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly RestartableService _pool;
    private readonly RestartableService _gateway;
    private readonly VaultServer _vault;

    public ObservedSystem()
    {
        (string, string)[] observed =
        [
            ("Sentiment__Tracing__Endpoint", _collector.Endpoint.ToString()),
            ("Sentiment__Tracing__Protocol", "HttpProtobuf"),
            ("Sentiment__Tracing__SampledShare", "1"),

            // Sent soon: nobody wants to wait for it here.
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
        ];
        _pool = new RestartableService("Sentiment.Inference.Onnx", [("Sentiment__Model__Path", RepositoryRoot.Combine("models", "sentiment-base")), .. observed]);
        _vault = new VaultServer(_authority, TimeProvider.System);
        _vault.Secrets.Put("observed", new { Health = new { LeastFreeBytes = 1 } });
        File.WriteAllText(_folder.Combine("ca.crt"), _authority.Pem);
        File.WriteAllText(_folder.Combine("token"), _vault.Tokens.Give());
        using var certificate = _authority.ForServer("observed.example");
        File.WriteAllText(_folder.Combine("tls.crt"), certificate.Pem);
        File.WriteAllText(_folder.Combine("tls.key"), certificate.KeyPem);
        _gateway = new RestartableService(
            "Sentiment.Gateway",
            [
                ("Sentiment__Tls__Certificate", _folder.Combine("tls.crt")),
                ("Sentiment__Tls__Key", _folder.Combine("tls.key")),
                ("Sentiment__Redis__Connection", $"127.0.0.1:{FreePorts.Take()}"),
                ("Sentiment__Vault__Address", _vault.Address.ToString()),
                ("Sentiment__Vault__Authorities", _folder.Combine("ca.crt")),
                ("Sentiment__Vault__Auth__Method", "Token"),
                ("Sentiment__Vault__Auth__TokenFile", _folder.Combine("token")),
                ("Sentiment__Vault__Secrets__observed__Path", "observed"),
                ("Sentiment__Auth__Pepper", Convert.ToBase64String(new byte[16])),
                ("Sentiment__Auth__Anonymous__Scopes__0", "predict"),
                ("Sentiment__Auth__Anonymous__Scopes__1", "feedback"),
                ("Sentiment__Auth__Anonymous__Plan", "tests"),
                ("Sentiment__RateLimits__Plans__tests__Requests", "60000000"),
                ("Sentiment__RateLimits__Plans__tests__Texts", "60000000"),
                ("Sentiment__Arms__0__Id", "onnx"),
                ("Sentiment__Arms__0__Cluster", "onnx"),
                ("Sentiment__Arms__0__Backend", "onnx"),
                ("Sentiment__Arms__0__Weight", "1"),
                ("Sentiment__Arms__1__Id", "candidate"),
                ("Sentiment__Arms__1__Cluster", "onnx"),
                ("Sentiment__Arms__1__Backend", "onnx"),
                ("Sentiment__Arms__1__Weight", "0"),
                ("Sentiment__Clusters__onnx__Destinations__onnx-1__Address", $"http://127.0.0.1:{_pool.Port}"),
                .. observed,
            ]);
    }

    public IReadOnlyCollection<OtlpSpan> Spans => _collector.Spans;

    /// <summary>Management addresses by the service's name in Kubernetes, which is what rules and dashboards know.</summary>
    public IReadOnlyDictionary<string, Uri> Services => new Dictionary<string, Uri>(StringComparer.Ordinal)
    {
        ["sentiment-gateway"] = _gateway.Management,
        ["sentiment-inference-onnx"] = _pool.Management,
    };

    public HttpClient CreateClient() => _authority.NewClient(_gateway.Port);

    /// <summary>Lines of the gateway's and the pool's log that are about a request.</summary>
    public IReadOnlyList<JsonElement> LogOf(string correlationId) =>
    [
        .. _gateway.Log.Concat(_pool.Log)
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(entry => entry.TryGetProperty("correlation_id", out var id) && id.GetString() == correlationId),
    ];

    public async ValueTask InitializeAsync()
    {
        await _vault.BeginAsync();
        await _pool.BeginAsync();
        await _gateway.BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
        await _vault.DisposeAsync();
        await _collector.DisposeAsync();
        _authority.Dispose();
        _folder.Dispose();
    }
}
