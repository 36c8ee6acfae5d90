using System.Collections.Concurrent;

namespace Sentiment.Gateway.Dispatch;

/// <summary>Where a replica is called: made once, not with each call. Safe for use from many threads.</summary>
internal sealed class CallUris
{
    private volatile Known? _known;

    /// <param name="address">The replica's, as configured or resolved now.</param>
    /// <param name="path">Of the pools' API: there are a few.</param>
    public Uri Of(string address, string path)
    {
        var known = _known;
        if (known?.Address != address)
        {
            _known = known = new Known(address);
        }

        return known.ByPath.GetOrAdd(path, static (path, known) => new Uri(known.Base, path), known);
    }

    private sealed class Known(string address)
    {
        public string Address => address;

        public Uri Base { get; } = new(address);

        public ConcurrentDictionary<string, Uri> ByPath { get; } = new(StringComparer.Ordinal);
    }
}
