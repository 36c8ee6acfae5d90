using System.Security.Cryptography.X509Certificates;

namespace Sentiment.Hosting.Secrets.Api;

/// <param name="Server">Scheme, host and port.</param>
/// <param name="Namespace">Of Vault Enterprise; null: the root.</param>
/// <param name="Authorities">Whose certificate Vault must have; null: one that the system trusts.</param>
/// <param name="Timeout">Of one call.</param>
internal sealed record VaultAddress(Uri Server, string? Namespace, X509Certificate2Collection? Authorities, TimeSpan Timeout)
{
    /// <summary>A secret goes in clear to this machine alone: an agent or a mesh's proxy may listen there.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    public static X509Certificate2Collection ReadAuthorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0 ? authorities : throw new System.Security.Cryptography.CryptographicException("there is no certificate in it, in PEM.");
    }
}
