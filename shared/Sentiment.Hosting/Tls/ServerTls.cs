using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Tls;

/// <summary>What a new connection to the public port is answered with: the certificate that is in use now.</summary>
internal sealed class ServerTls([FromKeyedServices(TlsExtensions.Server)] WatchedCertificate certificate, IOptions<TlsOptions> tls)
{
    private Prepared? _prepared;

    /// <summary>For one handshake. The same object while the certificate stays, so that sessions can be resumed.</summary>
    public SslServerAuthenticationOptions Options
    {
        get
        {
            var bundle = certificate.Current ?? throw new InvalidOperationException("There is no certificate: the port should speak plain HTTP.");
            var prepared = Volatile.Read(ref _prepared);
            if (!ReferenceEquals(prepared?.Bundle, bundle))
            {
                prepared = new Prepared(bundle, Prepare(bundle));
                Volatile.Write(ref _prepared, prepared);
            }

            return prepared!.Options;
        }
    }

    private SslServerAuthenticationOptions Prepare(CertificateBundle bundle) => new()
    {
        // Offline: a handshake must not wait for the hosts that a certificate names.
        ServerCertificateContext = SslStreamCertificateContext.Create(bundle.Own!, bundle.Chain, offline: true),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        AllowRenegotiation = false,
        ClientCertificateRequired = bundle.Authorities is not null,
        CertificateChainPolicy = bundle.TrustInClients,
        RemoteCertificateValidationCallback = tls.Value.RequireCertificate ? null : static (_, shown, _, errors) => errors == SslPolicyErrors.None || shown is null,
    };

    private sealed record Prepared(CertificateBundle Bundle, SslServerAuthenticationOptions Options);
}
