using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Tls;

namespace Sentiment.Serving.Auth;

/// <summary>Without keys or certificates a pool stays on the developer's own machine.</summary>
/// <param name="environment">Decides whether it may do without.</param>
/// <param name="listening">The same.</param>
/// <param name="tls">Whether callers must show a certificate: as it is at the start, since a change of that waits for the next one, and a change of keys does not.</param>
internal sealed class PoolAuthOptionsValidator(IHostEnvironment environment, IOptions<ListeningOptions> listening, IOptions<TlsOptions> tls)
    : IValidateOptions<PoolAuthOptions>
{
    private const int HashDigits = 64;

    public ValidateOptionsResult Validate(string? name, PoolAuthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        KeyRules.Check(options, options.TakesClients, result);
        if (options.PoolKeyHash is { } hash)
        {
            if (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigit))
            {
                result.AddError($"PoolKeyHash has {hash.Length} characters; it must be the {HashDigits} hex digits of the key's SHA-256.");
            }
        }
        else if (!options.TakesClients && !MustShowCertificates() && WhereOthersReachIt() is { } where)
        {
            result.AddError(
                $"PoolKeyHash is missing and needed {where}. Make a key (openssl rand -hex 32), give its SHA-256 here "
                + "(printf %s KEY | sha256sum) and the key to the gateway; or have callers show certificates, with Sentiment__Tls__Certificate and Sentiment__Tls__Authorities; "
                + "or take the keys of the gateway's clients, with Sentiment__Auth__TakesClients, Sentiment__Auth__Pepper and their file; or, on your own machine, set DOTNET_ENVIRONMENT=Development and listen on 127.0.0.1.");
        }

        return result.Build();
    }

    // Nobody without a certificate of these gets as far as a request.
    private bool MustShowCertificates()
    {
        try
        {
            return !string.IsNullOrEmpty(tls.Value.Authorities) && tls.Value.RequireCertificate;
        }
        catch (Exception refused) when (refused is OptionsValidationException or InvalidOperationException)
        {
            // It cannot start, and what is wrong is said there.
            return true;
        }
    }

    private string? WhereOthersReachIt()
    {
        if (!environment.IsDevelopment())
        {
            return $"in the environment {environment.EnvironmentName}";
        }

        return IPAddress.TryParse(listening.Value.Address, out var address) && IPAddress.IsLoopback(address) ? null : $"on the address {listening.Value.Address}";
    }
}
