using System.Net;
using System.Net.Sockets;
using Sentiment.Cli.Supervision;

namespace Sentiment.Cli.Up;

/// <summary>Finds ports that others hold before anything is started, and says which and how to choose others.</summary>
internal static class PortCheck
{
    // A system that was just killed gives its ports back within moments.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private const int SuggestionStep = 100;

    /// <exception cref="CommandFailedException">Some are in use.</exception>
    public static async Task RequireFreeAsync(IReadOnlyList<ServiceDefinition> services, int portBase, TimeProvider time, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        while (Taken(services).ToArray() is { Length: > 0 } taken)
        {
            if (time.GetElapsedTime(start) > Patience)
            {
                throw new CommandFailedException(
                    $"In use on 127.0.0.1: {string.Join(", ", taken)}. Stop what listens there, or choose other ports: "
                    + $"sentiment up --port-base {Suggest(services, portBase)}"
                    + " (with --state DIR when another system runs from this repository)");
            }

            await Task.Delay(Interval, time, stop);
        }
    }

    private static IEnumerable<string> Taken(IReadOnlyList<ServiceDefinition> services)
    {
        foreach (var service in services)
        {
            if (!IsFree(service.Address.Port))
            {
                yield return $"{service.Address.Port} ({service.Name})";
            }

            if (service.Management != service.Address && !IsFree(service.Management.Port))
            {
                yield return $"{service.Management.Port} ({service.Name}, management)";
            }
        }
    }

    private static int Suggest(IReadOnlyList<ServiceDefinition> services, int portBase)
    {
        int[] offsets = [.. services.SelectMany(service => (int[])[service.Address.Port - portBase, service.Management.Port - portBase])];
        for (var candidate = portBase + SuggestionStep; candidate <= UpOptions.MaximumPortBase; candidate += SuggestionStep)
        {
            if (offsets.All(offset => IsFree(candidate + offset)))
            {
                return candidate;
            }
        }

        return UpOptions.DefaultPortBase;
    }

    private static bool IsFree(int port)
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
}
