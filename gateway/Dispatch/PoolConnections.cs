using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Tls;
using Yarp.ReverseProxy.Forwarder;

namespace Sentiment.Gateway.Dispatch;

/// <summary>YARP's connections to the pools, for calls and probes, with our bound on how long one may take to open, and our certificate.</summary>
internal sealed class PoolConnections(
    IOptions<DispatchOptions> options, [FromKeyedServices(PoolConnections.Certificate)] WatchedCertificate certificate, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger)
{
    /// <summary>Whose the certificate is.</summary>
    public const string Certificate = "pools";

    // Short enough that a replica behind a name that now means another address is found again, and that a certificate that was replaced is soon gone.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);

        // Our own spans are complete: another one a call, and its headers, would double them.
        handler.ActivityHeadersPropagator = null;
        handler.ConnectTimeout = options.Value.ConnectTimeout;
        handler.PooledConnectionLifetime = ConnectionLife;
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (certificate.Current is not { } atStart)
        {
            return;
        }

        handler.SslOptions.CertificateChainPolicy = atStart.TrustInServers;
        if (atStart.Own is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate.Current!.Own!;
        }
    }
}
