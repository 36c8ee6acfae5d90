using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Rounds;

/// <summary>A server and sixteen clients, as one side of a comparison.</summary>
internal sealed class HttpSide : IAsyncDisposable
{
    public const int Connections = 16;

    private readonly ClosedLoop _clients;
    private readonly byte[][] _requests;

    private HttpSide(Server server, ClosedLoop clients, byte[][] requests)
    {
        Server = server;
        _clients = clients;
        _requests = requests;
        Contender = new Contender(server.Name, (_, stop) => MeasureAsync(stop));
    }

    public Server Server { get; }

    public Contender Contender { get; }

    public static async Task<HttpSide> StartAsync(ServerStart start, IReadOnlyList<string> texts, CancellationToken stop, int connections = Connections)
    {
        var server = await Server.StartAsync(start, stop);
        try
        {
            return new HttpSide(server, await ClosedLoop.OpenAsync(server, connections, stop), PredictRequest.For(texts));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every text once.</summary>
    public Task<Sample> MeasureAsync(CancellationToken stop) => _clients.RunAsync(_requests, stop);

    /// <summary>The first texts, for trials.</summary>
    public Task<Sample> MeasureAsync(int count, CancellationToken stop) => _clients.RunAsync(_requests.AsMemory(0, Math.Min(count, _requests.Length)), stop);

    public ValueTask DisposeAsync()
    {
        _clients.Dispose();
        return Server.DisposeAsync();
    }
}
