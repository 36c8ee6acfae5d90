using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Secrets;

namespace Sentiment.Hosting.Tls;

public static class TlsExtensions
{
    internal const string Server = "server";

    internal static void AddTls(this IServiceCollection services)
    {
        services.AddSentimentOptions<TlsOptions, TlsOptionsValidator>(TlsOptions.Section);
        services.AddSingleton<CertificateCheck>();
        services.AddSingleton<CertificateMetrics>();
        services.AddSingleton<ServerTls>();
        services.AddCertificate<TlsOptions>(Server, static options => options);
        services.AddHostedService<CertificatePoll>();
    }

    /// <summary>A certificate of the options, followed while the service runs: inject the <see cref="WatchedCertificate"/> of that key.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="name">Whose it is, in the log, in metrics, and as the key.</param>
    /// <param name="of">Where it is in the options; null when there is none.</param>
    public static void AddCertificate<TOptions>(this IServiceCollection services, string name, Func<TOptions, CertificateOptions?> of)
        where TOptions : class
    {
        services.AddKeyedSingleton(name, (provider, _) => new WatchedCertificate(
            name,
            of(provider.GetRequiredService<IOptions<TOptions>>().Value),
            provider.GetRequiredService<SecretFiles>(),
            provider.GetRequiredService<CertificateMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchedCertificate>>()));

        // For the poll, which asks for all of them.
        services.AddSingleton(provider => provider.GetRequiredKeyedService<WatchedCertificate>(name));
    }

    /// <summary>HTTPS with HTTP/2 and HTTP/1.1 where there is a certificate.</summary>
    internal static void Protect(this ListenOptions port, bool isSecure, TimeSpan handshakeTimeout)
    {
        if (!isSecure)
        {
            return;
        }

        port.Protocols = HttpProtocols.Http1AndHttp2;
        port.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = handshakeTimeout,
            OnConnection = static connection => ValueTask.FromResult(((IServiceProvider)connection.State!).GetRequiredService<ServerTls>().Options),
            OnConnectionState = port.ApplicationServices,
        });
    }
}
