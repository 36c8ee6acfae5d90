using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Edge.Proxies;

/// <summary>What stands between clients and this gateway: <c>Sentiment:Edge</c>.</summary>
internal sealed class EdgeOptions
{
    public const string Section = "Edge";

    /// <summary>
    /// Addresses or networks (<c>10.1.2.0/24</c>) of the proxies in front. What they say in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of the
    /// client is believed; nobody else's word is, nor what a proxy passes on of another's.
    /// </summary>
    /// <value>Empty by default: the client is who opened the connection.</value>
    public IList<string> TrustedProxies { get; } = [];
}

/// <param name="configuration">Asked whether the framework has been told to believe everybody.</param>
internal sealed class EdgeOptionsValidator(IConfiguration configuration) : IValidateOptions<EdgeOptions>
{
    // Of the framework: ASPNETCORE_FORWARDEDHEADERS_ENABLED.
    private const string BelieveEverybody = "FORWARDEDHEADERS_ENABLED";

    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var entry in options.TrustedProxies)
        {
            if (!TrustedProxies.TryParse(entry, out var network))
            {
                result.AddError($"TrustedProxies has \"{entry}\", which is neither an address nor a network; 10.1.2.3 is one proxy, 10.1.2.0/24 all whose address begins with 10.1.2.");
            }
            else if (network.PrefixLength == 0)
            {
                result.AddError($"TrustedProxies has \"{entry}\", which is everybody: any client could then take any address. Name the proxies.");
            }
        }

        if (string.Equals(configuration[BelieveEverybody], bool.TrueString, StringComparison.OrdinalIgnoreCase))
        {
            result.AddError($"ASPNETCORE_{BelieveEverybody} is set: any client could then take any address. Take it away, and name the proxies in TrustedProxies.");
        }

        return result.Build();
    }
}
