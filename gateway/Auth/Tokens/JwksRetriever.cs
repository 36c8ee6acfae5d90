using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Sentiment.Gateway.Auth.Tokens;

/// <summary>Reads a key set alone, for the library's manager of configurations, which caches it, refreshes it and keeps the last good one.</summary>
internal sealed class JwksRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
{
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
    {
        var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
        var configuration = new OpenIdConnectConfiguration { JsonWebKeySet = keys };
        foreach (var key in keys.GetSigningKeys())
        {
            configuration.SigningKeys.Add(key);
        }

        // Keys that were good until now are not given up for a page that has none.
        return configuration.SigningKeys.Count > 0 ? configuration : throw new InvalidOperationException($"{address} has no signing keys.");
    }
}
