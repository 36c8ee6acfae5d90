using System.Text;
using Microsoft.Extensions.Logging;
using Prometheus;
using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Tls;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Tls;

public sealed class WatchedCertificateTests : IDisposable
{
    private const int Used = 130;
    private const int Refused = 131;
    private const int Restored = 132;

    private readonly CertificateFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly TestCertificate _first;
    private readonly TestCertificate _second;
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly RecordedLog _log = new();
    private readonly ILoggerFactory _logging;
    private readonly WatchedCertificate _watched;

    public WatchedCertificateTests()
    {
        _first = _authority.ForServer("first.test");
        _second = _authority.ForServer("second.test", ends: TimeSpan.FromDays(7));
        _folder.Write(_first);
        _logging = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _watched = Watch(_folder.Pem);
    }

    public void Dispose()
    {
        _logging.Dispose();
        _log.Dispose();
        _second.Dispose();
        _first.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_IsInUseAndSaysUntilWhen()
    {
        AssertUsed(_first);
        Assert.Contains("CN=first.test", Assert.Single(_log.Of(Used)), StringComparison.Ordinal);
        await AssertMetricsAsync(_first, applied: 0, refused: 0, current: 1);
    }

    [Fact]
    public async Task Poll_NothingChanged_DoesNothing()
    {
        var before = _watched.Current;

        PollThrice();

        Assert.Same(before, _watched.Current);
        Assert.Single(_log.Of(Used));
        await AssertMetricsAsync(_first, applied: 0, refused: 0, current: 1);
    }

    [Fact]
    public async Task Poll_Replaced_IsInUseAtOnce()
    {
        _folder.Write(_second);
        _watched.Poll();

        AssertUsed(_second);
        await AssertMetricsAsync(_second, applied: 1, refused: 0, current: 1);
    }

    [Fact]
    public async Task Poll_BetweenCertificateAndKey_IsNoComplaint()
    {
        File.WriteAllText(_folder.Certificate, _second.Pem);
        _watched.Poll();
        AssertUsed(_first);
        File.WriteAllText(_folder.Key, _second.KeyPem);
        _watched.Poll();

        AssertUsed(_second);
        Assert.Empty(_log.Of(Refused));
        await AssertMetricsAsync(_second, applied: 1, refused: 0, current: 1);
    }

    [Fact]
    public async Task Poll_Broken_KeepsTheLastGoodOneAndSaysSoOnce()
    {
        File.WriteAllText(_folder.Certificate, "nonsense");
        PollThrice();

        AssertUsed(_first);
        Assert.Contains("tls.crt cannot be used", Assert.Single(_log.Of(Refused)), StringComparison.Ordinal);
        await AssertMetricsAsync(_first, applied: 0, refused: 1, current: 0);
    }

    [Fact]
    public async Task Poll_Ended_KeepsTheLastGoodOne()
    {
        using var ended = _authority.ForServer("ended.test", ends: TimeSpan.FromHours(-1));
        _folder.Write(ended);
        PollThrice();

        AssertUsed(_first);
        await AssertMetricsAsync(_first, applied: 0, refused: 1, current: 0);
    }

    [Fact]
    public async Task Poll_GoodAgain_IsInForceAndSaysSo()
    {
        File.Delete(_folder.Key);
        PollThrice();
        _folder.Write(_first);
        PollThrice();

        Assert.Single(_log.Of(Restored));
        await AssertMetricsAsync(_first, applied: 0, refused: 1, current: 1);

        File.Delete(_folder.Key);
        PollThrice();
        _folder.Write(_second);
        PollThrice();

        AssertUsed(_second);
        await AssertMetricsAsync(_second, applied: 1, refused: 2, current: 1);
    }

    [Fact]
    public void Poll_AuthoritiesReplaced_AreTrusted()
    {
        using var other = new TestAuthority("other");
        _folder.Trust(_authority);
        var watched = Watch(new CertificateOptions { Authorities = _folder.Authorities });

        _folder.Trust(other);
        watched.Poll();

        Assert.Equal("CN=other", Assert.Single(watched.Current!.Authorities!).Subject);
    }

    [Fact]
    public void Start_NothingConfigured_HasNone() => Assert.Null(Watch(options: null).Current);

    [Fact]
    public void Log_Ever_HasNoPassword()
    {
        File.WriteAllBytes(_folder.Pkcs12, _first.Pkcs12("swordfish"));
        var watched = Watch(new CertificateOptions { Certificate = _folder.Pkcs12, Password = "swordfish" });
        File.WriteAllBytes(_folder.Pkcs12, _first.Pkcs12("another"));
        watched.Poll();
        watched.Poll();

        Assert.Single(_log.Of(Refused));
        Assert.DoesNotContain("swordfish", _log.Everything, StringComparison.Ordinal);
    }

    private WatchedCertificate Watch(CertificateOptions? options) => new(
        "server", options, SecretFiles.None, new CertificateMetrics(Prometheus.Metrics.WithCustomRegistry(_registry)), TimeProvider.System, _logging.CreateLogger<WatchedCertificate>());

    private void PollThrice()
    {
        _watched.Poll();
        _watched.Poll();
        _watched.Poll();
    }

    private void AssertUsed(TestCertificate certificate) => Assert.Equal(certificate.Certificate.Thumbprint, _watched.Current!.Own!.Thumbprint);

    private async Task AssertMetricsAsync(TestCertificate used, int applied, int refused, int current)
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        var end = new DateTimeOffset(used.Certificate.NotAfter).ToUnixTimeSeconds();
        string[] wanted =
        [
            $$"""ml_certificate_expiry_timestamp_seconds{certificate="server"} {{end}}""",
            $$"""ml_certificate_reloads_total{certificate="server",result="applied"} {{applied}}""",
            $$"""ml_certificate_reloads_total{certificate="server",result="refused"} {{refused}}""",
            $$"""ml_certificate_current{certificate="server"} {{current}}""",
        ];
        Assert.All(wanted, line => Assert.Contains(line, lines));
    }
}
