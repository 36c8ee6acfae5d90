using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Rounds;

/// <summary>A server in front of a pool and sixteen clients with a key, as one side of a comparison.</summary>
internal sealed class ForwardingSide : IAsyncDisposable
{
    private readonly ClosedLoop _clients;

    private ForwardingSide(Server server, ClosedLoop clients) => (Server, _clients) = (server, clients);

    public Server Server { get; }

    /// <param name="start">How it is started.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <param name="read">Told each line that it writes.</param>
    public static async Task<ForwardingSide> StartAsync(ServerStart start, CancellationToken stop, Action<string>? read = null)
    {
        var server = await Server.StartAsync(start, stop, read);
        try
        {
            return new ForwardingSide(server, await ClosedLoop.OpenAsync(server, HttpSide.Connections, stop));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <param name="textsOf">The texts of a round.</param>
    public Contender With(Func<int, IEnumerable<string>> textsOf) => new(
        Server.Name, (round, stop) => _clients.RunAsync(PredictRequest.For(textsOf(round), key: GatewayServer.Key), stop));

    public ValueTask DisposeAsync()
    {
        _clients.Dispose();
        return Server.DisposeAsync();
    }
}
