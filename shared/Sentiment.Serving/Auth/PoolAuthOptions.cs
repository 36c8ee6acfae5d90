using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Tls;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Serving.Auth;

/// <summary>Who may ask a pool for predictions: <c>Sentiment:Auth</c>.</summary>
public sealed class PoolAuthOptions
{
    public const string Section = "Auth";

    /// <summary>SHA-256, in hex, of the key that callers send as <c>X-API-Key</c>. The key itself: at least 32 random bytes, in hex or Base64.</summary>
    /// <value>None by default, which is accepted only in Development on a loopback address, and where callers must show a certificate: there, no key is asked for.</value>
    public string? PoolKeyHash { get; set; }
}

/// <summary>Without a key or certificates a pool stays on the developer's own machine.</summary>
/// <param name="environment">Decides whether it may do without.</param>
/// <param name="listening">The same.</param>
/// <param name="configuration">Asked whether callers must show a certificate: what else is wrong with that is said there.</param>
internal sealed class PoolAuthOptionsValidator(IHostEnvironment environment, IOptions<ListeningOptions> listening, IConfiguration configuration)
    : IValidateOptions<PoolAuthOptions>
{
    private const int HashDigits = 64;

    public ValidateOptionsResult Validate(string? name, PoolAuthOptions options)
    {
        if (options.PoolKeyHash is { } hash)
        {
            return hash.Length == HashDigits && hash.All(char.IsAsciiHexDigit)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"PoolKeyHash has {hash.Length} characters; it must be the {HashDigits} hex digits of the key's SHA-256.");
        }

        // Nobody without a certificate of these gets as far as a request.
        if (!string.IsNullOrEmpty(configuration[$"{SentimentConfiguration.Root}:{TlsOptions.Section}:{nameof(TlsOptions.Authorities)}"]))
        {
            return ValidateOptionsResult.Success;
        }

        if (!environment.IsDevelopment())
        {
            return Missing($"in the environment {environment.EnvironmentName}");
        }

        return IPAddress.TryParse(listening.Value.Address, out var address) && IPAddress.IsLoopback(address)
            ? ValidateOptionsResult.Success
            : Missing($"on the address {listening.Value.Address}");
    }

    private static ValidateOptionsResult Missing(string where) => ValidateOptionsResult.Fail(
        $"PoolKeyHash is missing and needed {where}. Make a key (openssl rand -hex 32), give its SHA-256 here "
        + "(printf %s KEY | sha256sum) and the key to the gateway; or have callers show certificates, with Sentiment__Tls__Certificate and Sentiment__Tls__Authorities; or, on your own machine, set DOTNET_ENVIRONMENT=Development and listen on 127.0.0.1.");
}
