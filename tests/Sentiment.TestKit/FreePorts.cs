using System.Net;
using System.Net.Sockets;

namespace Sentiment.TestKit;

/// <summary>Loopback ports that were free when asked, and that this process hands out only once.</summary>
public static class FreePorts
{
    // Below the range from which systems choose ports for outgoing connections (32,768 on Linux), so that none is taken by chance.
    private const int Lowest = 10_000;
    private const int Highest = 30_000;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];

    // Test processes that run side by side start at different places.
    private static int _next = Lowest + (Environment.ProcessId * 37 % (Highest - Lowest));

    /// <summary>One free port.</summary>
    public static int Take() => TakeBase(0);

    /// <summary>A port N such that N + each offset is free: for a system that derives its ports from one base.</summary>
    public static int TakeBase(params ReadOnlySpan<int> offsets)
    {
        lock (Gate)
        {
            for (var attempts = Highest - Lowest; attempts > 0; attempts--)
            {
                var candidate = _next;
                _next = candidate + 1 < Highest ? candidate + 1 : Lowest;
                if (AllFree(candidate, offsets))
                {
                    foreach (var offset in offsets)
                    {
                        Given.Add(candidate + offset);
                    }

                    return candidate;
                }
            }
        }

        throw new InvalidOperationException("No free loopback port between 10,000 and 30,000.");
    }

    /// <summary>Whether nothing listens on this loopback port now.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool AllFree(int candidate, ReadOnlySpan<int> offsets)
    {
        foreach (var offset in offsets)
        {
            if (Given.Contains(candidate + offset) || !IsFree(candidate + offset))
            {
                return false;
            }
        }

        return true;
    }
}
