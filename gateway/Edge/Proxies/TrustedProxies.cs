using System.Net;
using System.Net.Sockets;

namespace Sentiment.Gateway.Edge.Proxies;

internal static class TrustedProxies
{
    /// <summary>Reads an address, which is a network of one, or a network.</summary>
    public static bool TryParse(string entry, out IPNetwork network)
    {
        if (entry.IndexOf('/', StringComparison.Ordinal) is > 0 and var end)
        {
            // 10.1.2.3/24 may be meant as one address or as 256.
            return IPNetwork.TryParse(entry, out network) && IPAddress.TryParse(entry.AsSpan(0, end), out var first) && first.Equals(network.BaseAddress);
        }

        network = default;
        if (!IPAddress.TryParse(entry, out var address) || !IsWhole(entry, address))
        {
            return false;
        }

        network = new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        return true;
    }

    // "10" is read as 0.0.0.10, which nobody means.
    private static bool IsWhole(string entry, IPAddress address) => address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == entry;
}
