using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Listening;

/// <summary>
/// Decides by the local port that the connection came in on; the Host header is the client's word and proves nothing.
/// In-process test servers have no port (0): there, everything answers.
/// </summary>
internal sealed class PortSeparationMiddleware(RequestDelegate next, IOptions<ListeningOptions> options)
{
    private readonly int _managementPort = options.Value.ManagementPort;

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var wanted = endpoint?.Metadata.GetMetadata<PortMetadata>()?.Port ?? EndpointPort.Public;
        var local = context.Connection.LocalPort;
        if (endpoint is not null && local != 0 && wanted != EndpointPort.Both && wanted != PortOf(local))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }

    private EndpointPort PortOf(int local) => local == _managementPort ? EndpointPort.Management : EndpointPort.Public;
}

internal enum EndpointPort
{
    Public,
    Management,
    Both,
}

internal sealed record PortMetadata(EndpointPort Port);
