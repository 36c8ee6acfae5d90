using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Tls;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Tls;

public sealed class CertificateReaderTests : IDisposable
{
    private const string Password = "not a good one";

    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly CertificateFolder _folder = new();
    private readonly TestAuthority _root = new();
    private readonly TestAuthority _below;
    private readonly TestCertificate _certificate;

    public CertificateReaderTests()
    {
        _below = _root.Below("below");
        _certificate = _below.ForServer("sentiment.test");
        _folder.Write(_certificate);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _below.Dispose();
        _root.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Read_PemInTwoFiles_HasTheKeyAndTheChain() => AssertRead(_folder.Pem);

    [Fact]
    public void Read_PemInOneFile_HasTheKeyAndTheChain()
    {
        File.AppendAllText(_folder.Certificate, "\n" + _certificate.KeyPem);

        AssertRead(new CertificateOptions { Certificate = _folder.Certificate });
    }

    [Fact]
    public void Read_PemWithAnEncryptedKey_NeedsItsPassword()
    {
        File.WriteAllText(_folder.Key, _certificate.EncryptedKeyPem(Password));

        AssertRead(new CertificateOptions { Certificate = _folder.Certificate, Key = _folder.Key, Password = Password });
        AssertRefused("tls.crt cannot be used", _folder.Pem);
        AssertRefused("tls.crt cannot be used", new CertificateOptions { Certificate = _folder.Certificate, Key = _folder.Key, Password = "wrong" });
    }

    [Fact]
    public void Read_Pkcs12_NeedsItsPassword()
    {
        File.WriteAllBytes(_folder.Pkcs12, _certificate.Pkcs12(Password));

        AssertRead(new CertificateOptions { Certificate = _folder.Pkcs12, Password = Password });
        AssertRefused("tls.pfx cannot be used", new CertificateOptions { Certificate = _folder.Pkcs12, Password = "wrong" });
    }

    [Fact]
    public void Read_Authorities_AreWhomTheOtherSideMustComeFrom()
    {
        File.WriteAllText(_folder.Authorities, _root.Pem + "\n" + _below.Pem);

        var bundle = Read(new CertificateOptions { Authorities = _folder.Authorities }).Bundle!;

        Assert.Null(bundle.Own);
        Assert.Equal(2, bundle.Authorities!.Count);
        Assert.NotNull(bundle.TrustInServers);
    }

    [Fact]
    public void Read_NoAuthorities_LeavesTrustToTheSystem() => Assert.Null(Read(_folder.Pem).Bundle!.TrustInServers);

    [Fact]
    public void Read_KeyOfAnotherCertificate_IsRefused()
    {
        using var other = _root.ForServer("other.test");
        File.WriteAllText(_folder.Key, other.KeyPem);

        AssertRefused("tls.crt cannot be used", _folder.Pem);
    }

    [Fact]
    public void Read_CertificateThatHasEnded_IsRefusedWithItsEnd()
    {
        using var ended = _root.ForServer("ended.test", ends: TimeSpan.FromHours(-1));
        _folder.Write(ended);

        AssertRefused($"has ended, at {ended.Certificate.NotAfter.ToUniversalTime():u}", _folder.Pem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    public void Read_NoCertificateInTheFile_IsRefused(string content)
    {
        File.WriteAllText(_folder.Certificate, content);
        File.WriteAllText(_folder.Authorities, content);

        AssertRefused("tls.crt cannot be used", _folder.Pem);
        AssertRefused("ca.crt cannot be used", new CertificateOptions { Authorities = _folder.Authorities });
    }

    [Fact]
    public void Read_FileThatIsNotThere_IsNamed()
    {
        File.Delete(_folder.Key);

        AssertRefused("tls.key", _folder.Pem);
    }

    private static (CertificateBundle? Bundle, string? Problem) Read(CertificateOptions options) =>
        CertificateReader.Read(CertificateFiles.Read(options, SecretFiles.None), options.Password, Clock.GetUtcNow());

    private static void AssertRefused(string expected, CertificateOptions options)
    {
        var (bundle, problem) = Read(options);

        Assert.Null(bundle);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    private void AssertRead(CertificateOptions options)
    {
        var (bundle, problem) = Read(options);

        Assert.Null(problem);
        Assert.Equal(_certificate.Certificate.Thumbprint, bundle!.Own!.Thumbprint);
        Assert.True(bundle.Own.HasPrivateKey);
        Assert.Equal("CN=below", Assert.Single(bundle.Chain).Subject);
        Assert.Null(bundle.Authorities);
    }
}
