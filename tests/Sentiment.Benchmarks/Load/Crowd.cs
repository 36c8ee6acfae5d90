using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Load;

/// <summary>
/// Clients that all come at once, a connection each: those in front, who make the queue, and those behind, of whom every second one leaves
/// while he stands in it.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private readonly List<HttpConnection> _front = [];
    private readonly List<HttpConnection> _patient = [];
    private readonly List<HttpConnection> _leaving = [];

    /// <summary>Those who wait for their answer.</summary>
    public int Staying => _front.Count + _patient.Count;

    public int Leaving => _leaving.Count;

    /// <param name="server">Where they come.</param>
    /// <param name="front">How many make the queue.</param>
    /// <param name="leaving">How many leave; as many stay among them.</param>
    public static async Task<Crowd> OpenAsync(Server server, int front, int leaving, CancellationToken stop)
    {
        var crowd = new Crowd();
        await FillAsync(crowd._front, front);
        await FillAsync(crowd._patient, leaving);
        await FillAsync(crowd._leaving, leaving);
        return crowd;

        async Task FillAsync(List<HttpConnection> connections, int count)
        {
            while (connections.Count < count)
            {
                connections.Add(await HttpConnection.OpenAsync(server.EndPoint, stop));
            }
        }
    }

    /// <summary>Everybody sends; after a while those who leave close their connections; the others read their answers.</summary>
    /// <returns>What those who stay were answered.</returns>
    /// <exception cref="InvalidOperationException">The queue was so short that some who left may have been running.</exception>
    public async Task<HttpAnswer[]> SendAsync(CrowdPlan plan, CancellationToken stop)
    {
        var front = _front.ConvertAll(connection => connection.SendAsync(plan.Request, stop).AsTask());
        var patient = new List<Task<HttpAnswer>>(_patient.Count);
        foreach (var (stays, leaves) in _patient.Zip(_leaving))
        {
            patient.Add(stays.SendAsync(plan.Request, stop).AsTask());
            await leaves.SendOnlyAsync(plan.Request, stop);
        }

        await Task.Delay(plan.Patience, stop);
        var ahead = front.Count(static answer => !answer.IsCompleted);
        _leaving.ForEach(static connection => connection.Dispose());
        return ahead >= plan.Ahead
            ? await Task.WhenAll([.. front, .. patient])
            : throw new InvalidOperationException($"{ahead} were ahead of the others when they left; with less than {plan.Ahead} some of them may have been running.");
    }

    public void Dispose()
    {
        foreach (var connection in (HttpConnection[])[.. _front, .. _patient, .. _leaving])
        {
            connection.Dispose();
        }
    }
}

/// <param name="Request">What each sends.</param>
/// <param name="Patience">From the last sending to the leaving.</param>
/// <param name="Ahead">How many must then still be ahead of those who leave.</param>
internal sealed record CrowdPlan(byte[] Request, TimeSpan Patience, int Ahead);
