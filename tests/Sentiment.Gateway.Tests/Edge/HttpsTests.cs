using System.Net;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Edge;

public sealed class HttpsTests : IAsyncLifetime
{
    private const string Host = "gateway.example";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private ScriptedPool _pool = null!;
    private TestGateway _gateway = null!;

    private string Certificate => _folder.Combine("tls.crt");

    private string Key => _folder.Combine("tls.key");

    public async ValueTask InitializeAsync()
    {
        using var certificate = _authority.ForServer(Host);
        Write(certificate);
        _pool = await ScriptedPool.StartAsync();
        _gateway = TestGateway.Start([_pool], ("Sentiment:Tls:Certificate", Certificate), ("Sentiment:Tls:Key", Key));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _pool.DisposeAsync();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Predict_OverHttps_IsAnswered(string version)
    {
        using var client = NewClient();

        Assert.Equal(200, await StatusAsync(client, Version.Parse(version)));
    }

    [Fact]
    public async Task Predict_MoreAtOnceThanAnHttp2ConnectionTakes_WaitForTheirTurn()
    {
        using var client = NewClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => StatusAsync(client, HttpVersion.Version20)));

        Assert.All(answers, static status => Assert.Equal(200, status));
    }

    [Theory]
    [InlineData(Host, "max-age=2592000")]
    [InlineData("localhost", "")]
    [InlineData("127.0.0.1", "")]
    public async Task Answer_OverHttps_AsksForItFromNowOnButNotOnThisMachine(string host, string expected)
    {
        using var client = NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = host } };

        using var response = await client.SendAsync(request, Requests.Token);

        Assert.Equal(expected, response.HeaderOf("Strict-Transport-Security"));
        Assert.Equal("nosniff", response.HeaderOf("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Metrics_TellWhenTheCertificateEnds()
    {
        var metrics = await _gateway.Management.GetStringAsync("/metrics", Requests.Token);

        Assert.Contains("ml_certificate_expiry_timestamp_seconds{certificate=\"server\"} ", metrics, StringComparison.Ordinal);
        Assert.Contains("ml_certificate_current{certificate=\"server\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_ReplacedUnderLoad_FailsNobody()
    {
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => LoadAsync(stop.Token)).ToArray();
        for (var i = 1; i <= 2; i++)
        {
            using var next = _authority.ForServer($"next-{i}.example");
            Write(next);
            await WaitForMetricAsync($"ml_certificate_reloads_total{{certificate=\"server\",result=\"applied\"}} {i}\n");
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(load), static answered => Assert.InRange(answered, 1, int.MaxValue));
    }

    [Fact]
    public async Task Certificate_ReplacedByNonsense_StaysAndSaysSo()
    {
        await File.WriteAllTextAsync(Certificate, "nonsense", Requests.Token);
        await WaitForMetricAsync("ml_certificate_current{certificate=\"server\"} 0\n");

        using var client = NewClient();
        Assert.Equal(200, await StatusAsync(client));
        Assert.True(_gateway.Log.Has(131));
    }

    private HttpClient NewClient()
    {
        var client = _authority.NewClient(_gateway.Port);
        client.DefaultRequestHeaders.Add(Contracts.HeaderNames.ApiKey, TestKeys.Development);
        return client;
    }

    private static async Task<int> StatusAsync(HttpClient client, Version? version = null)
    {
        version ??= HttpVersion.Version11;
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Predict)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = Requests.Text("fine"),
        };
        using var response = await client.SendAsync(request, Requests.Token);
        Assert.Equal(version, response.Version);
        return (int)response.StatusCode;
    }

    // A new connection for each call.
    private async Task<int> LoadAsync(CancellationToken stop)
    {
        var answered = 0;
        while (!stop.IsCancellationRequested)
        {
            using var client = NewClient();
            Assert.Equal(200, await StatusAsync(client));
            answered++;
        }

        return answered;
    }

    private void Write(TestCertificate certificate)
    {
        File.WriteAllText(Certificate, certificate.Pem);
        File.WriteAllText(Key, certificate.KeyPem);
    }

    private Task WaitForMetricAsync(string line) => Poll.UntilAsync(
        async () => (await _gateway.Management.GetStringAsync("/metrics", Requests.Token)).Contains(line, StringComparison.Ordinal),
        TimeSpan.FromSeconds(10),
        Requests.Token,
        line);
}
