using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>A pool that speaks HTTPS and wants to know who calls.</summary>
public sealed class PoolTlsTests : IAsyncLifetime
{
    private const int ReplicaDown = 215;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly ConcurrentQueue<string> _shown = new();
    private TestCertificate _server = null!;
    private TestCertificate _gatewaysOwn = null!;
    private ScriptedPool _pool = null!;

    private string Certificate => _folder.Combine("tls.crt");

    private string Key => _folder.Combine("tls.key");

    private string Authorities => _folder.Combine("ca.crt");

    public async ValueTask InitializeAsync()
    {
        _server = _authority.ForServer("pool.example");
        _gatewaysOwn = _authority.ForClient("gateway");
        Write(_gatewaysOwn);
        await File.WriteAllTextAsync(Authorities, _authority.Pem, Requests.Token);
        _pool = await ScriptedPool.StartAsync(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = _server.Certificate,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (certificate, _, _) => IsKnown(certificate),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _gatewaysOwn.Dispose();
        _server.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Requests.Predict, "POST")]
    [InlineData("/pools/onnx" + Requests.Predict, "POST")]
    [InlineData("/api/v1/models", "GET")]
    public async Task Call_WithOurCertificate_IsAnsweredAndProbesAreToo(string path, string method)
    {
        await using var gateway = Start(withCertificate: true);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? Requests.Text("fine") : null };

        using var response = await gateway.Client.SendAsync(request, Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain(HeaderNames.ApiKey, Assert.Single(_pool.Calls).Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.All(_shown, shown => Assert.Equal(_gatewaysOwn.Certificate.Thumbprint, shown));
        await WaitForMetricAsync(gateway, """ml_arm_replicas{arm="onnx",state="up"} 1""");
    }

    [Fact]
    public async Task Call_WithoutACertificate_FindsNobodyThere()
    {
        await using var gateway = Start(withCertificate: false);

        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Empty(_pool.Calls);
        await Poll.UntilAsync(() => gateway.Log.Has(ReplicaDown), Limit, Requests.Token);
    }

    [Fact]
    public async Task Call_PoolOfAnotherAuthority_IsNotMade()
    {
        using var another = new TestAuthority("another");
        await File.WriteAllTextAsync(Authorities, another.Pem, Requests.Token);
        await using var gateway = Start(withCertificate: true);

        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Empty(_pool.Calls);
    }

    [Fact]
    public async Task Call_PoolOfAnotherName_IsNotMade()
    {
        await using var gateway = Start(withCertificate: true, ("Sentiment:Clusters:onnx:Destinations:onnx-1:Address", $"https://[::1]:{_pool.Port}"));

        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));

        // The certificate has 127.0.0.1 and localhost in it, but not this address.
        await response.AssertProblemAsync(ErrorCode.NoReplica);
        Assert.Empty(_pool.Calls);
    }

    [Fact]
    public async Task Certificate_Replaced_IsShownOnNewConnections()
    {
        await using var gateway = Start(withCertificate: true);
        using var next = _authority.ForClient("gateway-next");
        Write(next);
        await WaitForMetricAsync(gateway, """ml_certificate_reloads_total{certificate="pools",result="applied"} 1""");

        // Breaks the connections that stand.
        await _pool.KillAsync();
        await _pool.BeginAsync();
        await Poll.UntilAsync(async () => await StatusAsync(gateway) == 200, Limit, Requests.Token);

        Assert.Equal(next.Certificate.Thumbprint, _shown.Last());
    }

    private bool IsKnown(X509Certificate2 certificate)
    {
        _shown.Enqueue(certificate.Thumbprint);
        return certificate.IssuerName.Name == "CN=test authority";
    }

    private TestGateway Start(bool withCertificate, params (string Key, string Value)[] more)
    {
        (string, string)[] own = withCertificate ? [("Sentiment:Dispatch:Tls:Certificate", Certificate), ("Sentiment:Dispatch:Tls:Key", Key)] : [];
        return TestGateway.Start(
            [_pool], [("Sentiment:Dispatch:ProbeInterval", "00:00:00.200"), ("Sentiment:Dispatch:Tls:Authorities", Authorities), .. own, .. more]);
    }

    private static async Task<int> StatusAsync(TestGateway gateway)
    {
        using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        return (int)response.StatusCode;
    }

    private void Write(TestCertificate certificate)
    {
        File.WriteAllText(Certificate, certificate.Pem);
        File.WriteAllText(Key, certificate.KeyPem);
    }

    private static Task WaitForMetricAsync(TestGateway gateway, string line) => Poll.UntilAsync(
        async () => (await gateway.Management.GetStringAsync("/metrics", Requests.Token)).Split('\n').Contains(line, StringComparer.Ordinal),
        Limit,
        Requests.Token,
        line);
}
