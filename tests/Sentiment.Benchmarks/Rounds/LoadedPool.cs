using Sentiment.Benchmarks.Load;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Serving.Hardware;

namespace Sentiment.Benchmarks.Rounds;

/// <summary>The ONNX pool with clients of three kinds: so many that it is saturated, one for each of its workers, and those that come when they come.</summary>
internal sealed class LoadedPool : IAsyncDisposable
{
    // So many times the connections: beside them, the ends of a closed loop are short.
    private const int LeastOfCapacity = 4;

    private readonly ClosedLoop _many;
    private readonly ClosedLoop _few;
    private readonly int _saturating;

    private LoadedPool(Server server, ClosedLoop many, ClosedLoop few, int saturating) =>
        (Server, _many, _few, _saturating, Open) = (server, many, few, saturating, new OpenLoop(server.EndPoint, server.Id));

    /// <summary>Runs at a time, as the pool chooses it.</summary>
    public static int Workers => CpuAllowance.Processors;

    public Server Server { get; }

    public OpenLoop Open { get; }

    /// <param name="saturating">Connections of the closed loop; the more wait, the better a pool can choose, so as many as the row lets wait.</param>
    /// <param name="settings">Beyond the pool's own, as on a command line.</param>
    public static async Task<LoadedPool> StartAsync(
        BenchModel model, int saturating, CancellationToken stop, params IReadOnlyList<string> settings)
    {
        var server = await Server.StartAsync(Servers.Pool(PoolKind.Onnx, model.Package, settings), stop);
        try
        {
            var many = await ClosedLoop.OpenAsync(server, saturating, stop);
            return new LoadedPool(server, many, await ClosedLoop.OpenAsync(server, Workers, stop), saturating);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Predictions a second when there is always work.</summary>
    /// <param name="requests">Each once, or again and again when they are few.</param>
    public async Task<double> CapacityAsync(byte[][] requests, CancellationToken stop)
    {
        var count = Math.Max(requests.Length, LeastOfCapacity * _saturating);
        byte[][] sent = [.. Enumerable.Range(0, count).Select(i => requests[i % requests.Length])];
        return (await _many.TimeAsync(sent, stop)).SaturatedRate(_saturating);
    }

    /// <summary>
    /// Predictions a second when there is always work and none of it is left over. Texts that take long wait until last: a rate taken before the end
    /// would count the others alone.
    /// </summary>
    /// <param name="requests">Each once.</param>
    public async Task<double> CapacityOfAllAsync(byte[][] requests, CancellationToken stop) =>
        requests.Length / (await _many.TimeAsync(requests, stop)).Max(static exchange => exchange.Done);

    /// <summary>
    /// How long each request takes when nothing waits: as many clients as workers, so that each finds a worker free and is run alone, and the
    /// processors are as busy as they are under load.
    /// </summary>
    public async Task<double[]> ServiceTimesAsync(byte[][] requests, CancellationToken stop) =>
        [.. (await _few.TimeAsync(requests, stop)).Select(static exchange => exchange.Latency)];

    public ValueTask DisposeAsync()
    {
        _many.Dispose();
        _few.Dispose();
        Open.Dispose();
        return Server.DisposeAsync();
    }
}
