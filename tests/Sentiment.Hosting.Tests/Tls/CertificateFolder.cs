using Sentiment.Hosting.Tls;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Tls;

/// <summary>A certificate's files, as an operator lays them out and replaces them.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Certificate => _folder.Combine("tls.crt");

    public string Key => _folder.Combine("tls.key");

    public string Pkcs12 => _folder.Combine("tls.pfx");

    public string Authorities => _folder.Combine("ca.crt");

    public CertificateOptions Pem => new() { Certificate = Certificate, Key = Key };

    public void Write(TestCertificate certificate)
    {
        File.WriteAllText(Certificate, certificate.Pem);
        File.WriteAllText(Key, certificate.KeyPem);
    }

    public void Trust(TestAuthority authority) => File.WriteAllText(Authorities, authority.Pem);

    public void Dispose() => _folder.Dispose();
}
