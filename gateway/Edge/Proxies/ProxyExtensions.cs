using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Edge.Proxies;

internal static class ProxyExtensions
{
    public static void AddProxies(this IServiceCollection services) =>
        services.AddSentimentOptions<EdgeOptions, EdgeOptionsValidator>(EdgeOptions.Section);

    /// <summary>From here on the connection's address is the client's, as far as proxies that we trust know it; and nobody's word on it is left in the headers.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.TrustedProxies;

        // Without a list the framework's part believes everybody.
        if (trusted.Count > 0)
        {
            app.UseForwardedHeaders(Believing(trusted));
        }

        app.UseMiddleware<OwnHeadersMiddleware>();
    }

    private static ForwardedHeadersOptions Believing(IEnumerable<string> trusted)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // From the last entry to the first, as long as each was added by one of ours.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in trusted)
        {
            if (TrustedProxies.TryParse(entry, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
        }

        return options;
    }
}
