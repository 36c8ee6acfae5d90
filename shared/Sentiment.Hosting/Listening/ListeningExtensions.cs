using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Tls;

namespace Sentiment.Hosting.Listening;

public static class ListeningExtensions
{
    internal static void AddListening(this WebApplicationBuilder builder)
    {
        builder.Services.AddSentimentOptions<ListeningOptions, ListeningOptionsValidator>(ListeningOptions.Section);
        builder.Services.AddTls();
        builder.Services.AddHostedService<CutConnections>();
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.MaxReadBufferSize = ConnectionLimits.UnreadBytes);
        // Not UseKestrel: it would bring QUIC, whose library is looked for at every start.
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<ListeningOptions>, IOptions<TlsOptions>>(static (kestrel, options, tls) =>
        {
            if (options.Accepted() is { } listen)
            {
                ConnectionLimits.Apply(kestrel.Limits, listen.Limits);
                var isSecure = !string.IsNullOrEmpty(tls.Accepted()?.Certificate);
                kestrel.Listen(IPAddress.Parse(listen.Address), listen.Port, port => port.Protect(isSecure, listen.Limits.HeadersTimeout));

                // Plain: probes come by address, which no certificate is made out to.
                kestrel.Listen(IPAddress.Parse(listen.ManagementAddress), listen.ManagementPort);
            }
        });
    }

    /// <summary>Hides management endpoints from the public port, and public ones from the management port. After routing.</summary>
    public static IApplicationBuilder UsePortSeparation(this IApplicationBuilder app) => app.UseMiddleware<PortSeparationMiddleware>();

    /// <summary>Serves the endpoint on the management port alone.</summary>
    public static TBuilder OnManagementPort<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PortMetadata(EndpointPort.Management));

    /// <summary>Serves the endpoint on both ports.</summary>
    public static TBuilder OnBothPorts<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PortMetadata(EndpointPort.Both));
}
