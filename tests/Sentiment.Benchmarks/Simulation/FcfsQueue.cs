namespace Sentiment.Benchmarks.Simulation;

/// <summary>
/// The queue that a perfect server would be: one line, so many servers, first come, first served, no time lost between. With Poisson arrivals
/// it is M/G/k; for k above 1 and services of any distribution it has no closed form, hence the simulation, which is exact for what it is given.
/// </summary>
internal static class FcfsQueue
{
    /// <param name="arrivals">When each customer comes, ascending.</param>
    /// <param name="services">How long each needs of a server.</param>
    /// <param name="servers">How many serve.</param>
    /// <returns>How long each is there, waiting and being served; in the unit of the others.</returns>
    public static double[] Sojourns(IReadOnlyList<double> arrivals, IReadOnlyList<double> services, int servers)
    {
        if (services.Count != arrivals.Count)
        {
            throw new ArgumentException($"{arrivals.Count} arrive, and {services.Count} have a service.", nameof(services));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        var sojourns = new double[arrivals.Count];

        // When each server has done all that it was given.
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, servers).Select(static server => (server, 0.0)));
        for (var i = 0; i < sojourns.Length; i++)
        {
            free.TryDequeue(out var server, out var since);
            var done = Math.Max(arrivals[i], since) + services[i];
            free.Enqueue(server, done);
            sojourns[i] = done - arrivals[i];
        }

        return sojourns;
    }
}
