using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Sentiment.Hosting.Requests;

/// <summary>The address by which callers without a key are told apart. Never logged in clear.</summary>
public static class ClientAddress
{
    // What a provider gives one customer: within it, anybody takes a new address for each call.
    private const int NetworkBytes = 8;

    /// <summary>IPv4 as it is, IPv6 as the first 64 bits.</summary>
    public static IPAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress ?? IPAddress.None);

    internal static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[2 * NetworkBytes];
        address.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return new IPAddress(bytes);
    }
}
