using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Keys;

/// <summary>
/// Says at start where the management port is bound wider than this machine and asks nobody for a key. A warning and no refusal: in a pod the
/// port must be bound so, and a network policy may stand before it, which the service cannot see.
/// </summary>
internal sealed class ManagementExposure(IOptions<ListeningOptions> listening, LiveKeys keys, ILogger<ManagementExposure> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var listen = listening.Value;
        if (!keys.Current.ManagementNeedsKey && !IPAddress.IsLoopback(IPAddress.Parse(listen.ManagementAddress)))
        {
            KeysLog.ManagementIsOpen(logger, listen.ManagementAddress, listen.ManagementPort);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
