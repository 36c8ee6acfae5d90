using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Sentiment.Gateway.Dispatch.Clusters;

/// <summary>Looks a name up.</summary>
/// <exception cref="SocketException">It has no address, or nobody who knows can be asked.</exception>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// Makes a replica of each address of a name, again every few seconds. YARP's own resolver numbers the addresses, so that a replica takes
/// over the record of another when the order changes, and gives up on the whole configuration when one look-up fails (docs/adr/0012).
/// </summary>
internal sealed class DestinationResolver(NameLookup lookup, IOptions<DispatchOptions> options, TimeProvider time, ILogger<DestinationResolver> logger)
    : IDestinationResolver
{
    private static readonly TimeSpan LookupLimit = TimeSpan.FromSeconds(2);

    // By host name: the names of destinations are those of their clusters, and two clusters may have the same.
    private readonly ConcurrentDictionary<string, IPAddress[]> _lastGood = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _lost = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Marks a destination whose name stands for several replicas.</summary>
    public static IReadOnlyDictionary<string, string> Wanted { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["resolve"] = "true" };

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        if (!destinations.Values.Any(IsName))
        {
            return new ResolvedDestinationCollection(destinations, null);
        }

        var resolved = await Task.WhenAll(destinations.Select(destination =>
            IsName(destination.Value) ? ResolveAsync(destination.Key, destination.Value, cancellationToken) : Task.FromResult<KeyValuePair<string, DestinationConfig>[]>([destination])));
        return new ResolvedDestinationCollection(
            new Dictionary<string, DestinationConfig>(resolved.SelectMany(static of => of), StringComparer.OrdinalIgnoreCase),
            new CancellationChangeToken(new CancellationTokenSource(options.Value.ResolveInterval, time).Token));
    }

    private static bool IsName(DestinationConfig destination) =>
        destination.Metadata == Wanted && !IPAddress.TryParse(new Uri(destination.Address).DnsSafeHost, out _);

    private async Task<KeyValuePair<string, DestinationConfig>[]> ResolveAsync(string name, DestinationConfig destination, CancellationToken cancellationToken)
    {
        var uri = new Uri(destination.Address);
        var addresses = await LookUpAsync(name, uri.DnsSafeHost, cancellationToken);
        return
        [
            .. addresses.Select(address => KeyValuePair.Create(
                $"{name}@{address}",
                // The name stays in Host and in TLS: certificates are made out to it.
                destination with { Address = new UriBuilder(uri) { Host = $"{address}" }.Uri.ToString(), Host = uri.Authority })),
        ];
    }

    private async Task<IPAddress[]> LookUpAsync(string name, string host, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LookupLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var before = _lastGood.GetValueOrDefault(host, []);
        try
        {
            var found = (await lookup(host, either.Token).WaitAsync(either.Token)).Distinct().OrderBy(static address => address.ToString(), StringComparer.Ordinal).ToArray();
            if (found.Length == 0)
            {
                throw new SocketException((int)SocketError.NoData);
            }

            if (_lost.TryRemove(host, out _) || !found.SequenceEqual(before))
            {
                DispatchLog.NameChanged(logger, host, name, found.Length);
            }

            return _lastGood[host] = found;
        }
        catch (Exception failure) when (failure is SocketException || (failure is OperationCanceledException && limit.IsCancellationRequested))
        {
            if (_lost.TryAdd(host, true))
            {
                DispatchLog.NameLost(logger, host, name, failure.Message, before.Length);
            }

            return before;
        }
    }
}
