using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sentiment.Hosting.Secrets.Api;

internal static class VaultConnections
{
    // A secret has at most 1 MiB in Vault's own storage.
    private const int MostBytes = 4 * 1024 * 1024;

    // So that a name that moves to another address is followed.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>A client that follows no redirection by itself, as it would take the token anywhere.</summary>
    public static HttpClient Open(VaultAddress address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = Lifetime,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trust(address.Authorities) },
    })
    {
        MaxResponseContentBufferSize = MostBytes,

        // The call has one, of the clock that it is given.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static X509ChainPolicy? Trust(X509Certificate2Collection? authorities)
    {
        if (authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
