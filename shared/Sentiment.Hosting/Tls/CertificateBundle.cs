using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sentiment.Hosting.Tls;

/// <summary>A certificate that is ready for use. Never disposed: connections that are being opened may still hold one that has been replaced.</summary>
/// <param name="Own">With its private key; null when only <paramref name="Authorities"/> are configured.</param>
/// <param name="Chain">What leads from it to its authority.</param>
/// <param name="Authorities">Whom the other side's certificate must come from; null when nobody in particular.</param>
public sealed record CertificateBundle(X509Certificate2? Own, X509Certificate2Collection Chain, X509Certificate2Collection? Authorities)
{
    // Extended key usages of RFC 5280: a server's certificate is none of a client, whoever has signed it.
    private const string OfServers = "1.3.6.1.5.5.7.3.1";
    private const string OfClients = "1.3.6.1.5.5.7.3.2";

    /// <summary>How a client checks a server; null for the system's way.</summary>
    public X509ChainPolicy? TrustInServers => Trust(OfServers);

    /// <summary>How a server checks a client; null when it asks for no certificate.</summary>
    public X509ChainPolicy? TrustInClients => Trust(OfClients);

    private X509ChainPolicy? Trust(string use)
    {
        if (Authorities is null)
        {
            return null;
        }

        // No call to another host for each connection: what is to be worth nothing must end soon, or with its authority.
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(Authorities);
        policy.ApplicationPolicy.Add(new Oid(use));
        return policy;
    }
}
