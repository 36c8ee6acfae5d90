using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sentiment.TestKit;

/// <summary>A certificate authority of a test's own, and what it signs.</summary>
public sealed class TestAuthority : IDisposable
{
    // Of RFC 5280.
    private const string OfServers = "1.3.6.1.5.5.7.3.1";
    private const string OfClients = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(100);

    private readonly X509Certificate2 _certificate;
    private readonly string _chain;

    public TestAuthority(string name = "test authority")
    {
        using var key = NewKey();
        var now = DateTimeOffset.UtcNow;
        _certificate = Request(name, key).CreateSelfSigned(now - Lifetime, now + Lifetime);
        _chain = string.Empty;
    }

    private TestAuthority(string name, TestAuthority above)
    {
        using var key = NewKey();
        using var signed = above.Sign(Request(name, key), new DateTimeOffset(above._certificate.NotAfter));
        _certificate = signed.CopyWithPrivateKey(key);
        _chain = "\n" + _certificate.ExportCertificatePem() + above._chain;
    }

    /// <summary>What others must trust.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>An authority that this one vouches for.</summary>
    public TestAuthority Below(string name) => new(name, this);

    /// <summary>A certificate for servers on this machine, also under this name.</summary>
    public TestCertificate ForServer(string name, TimeSpan? ends = null) => Issue(name, OfServers, ends);

    public TestCertificate ForClient(string name, TimeSpan? ends = null) => Issue(name, OfClients, ends);

    /// <summary>How a client connects to this machine that trusts this authority alone.</summary>
    public SslClientAuthenticationOptions NewOptions()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(_certificate);
        return new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = trust };
    }

    /// <summary>The same, which shows a certificate if it is given one.</summary>
    public HttpClient NewClient(int port, TestCertificate? own = null)
    {
        var options = NewOptions();
        if (own is not null)
        {
            options.ClientCertificates = new X509CertificateCollection { own.Certificate };
        }

        return new HttpClient(new SocketsHttpHandler { SslOptions = options })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public void Dispose() => _certificate.Dispose();

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private TestCertificate Issue(string name, string use, TimeSpan? ends)
    {
        var key = NewKey();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid(use) }, critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = Sign(request, DateTimeOffset.UtcNow + (ends ?? Lifetime / 2));
        return new TestCertificate(signed.CopyWithPrivateKey(key), key, _chain);
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset end)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request.Create(_certificate, new DateTimeOffset(_certificate.NotBefore), end, RandomNumberGenerator.GetBytes(16));
    }
}

/// <summary>A certificate with its key, in every form that people keep them in.</summary>
public sealed class TestCertificate : IDisposable
{
    // As fast as the format allows: the strength of a password is not what tests are about.
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1_000);

    private readonly ECDsa _key;
    private readonly string _chain;

    internal TestCertificate(X509Certificate2 certificate, ECDsa key, string chain) => (Certificate, _key, _chain) = (certificate, key, chain);

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate, and those that lead to its authority but for the last.</summary>
    public string Pem => Certificate.ExportCertificatePem() + _chain;

    public string KeyPem => _key.ExportPkcs8PrivateKeyPem();

    public string EncryptedKeyPem(string password) => _key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption);

    /// <summary>All of it in one file.</summary>
    public byte[] Pkcs12(string password)
    {
        var all = new X509Certificate2Collection(Certificate);
        if (_chain.Length > 0)
        {
            all.ImportFromPem(_chain);
        }

        return all.Export(X509ContentType.Pkcs12, password)!;
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
