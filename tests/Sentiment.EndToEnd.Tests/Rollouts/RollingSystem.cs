using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests.Rollouts;

/// <summary>Two gateways behind an nginx, two ONNX pools and a Torch pool behind them; each is replaced as Kubernetes does it.</summary>
internal sealed class RollingSystem : IAsyncDisposable
{
    // Long enough for a probe a second to fail twice, and for a file to be read anew.
    private const string Delay = "00:00:04";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, RestartableService> _pools = new(StringComparer.Ordinal);
    private readonly List<RestartableService> _gateways = [];

    public NginxServer Nginx { get; private set; } = null!;

    private string ClustersFile => _folder.Combine("clusters.json");

    public static async Task<RollingSystem> StartAsync()
    {
        var system = new RollingSystem();
        foreach (var name in (string[])["onnx-1", "onnx-2", "torch-1"])
        {
            system._pools.Add(name, NewPool(name));
        }

        await Task.WhenAll(system._pools.Values.Select(static pool => pool.BeginAsync()));
        system.WriteClusters();
        system._gateways.AddRange([system.NewGateway(), system.NewGateway()]);
        await Task.WhenAll(system._gateways.Select(static gateway => gateway.BeginAsync()));
        system.Nginx = await NginxServer.StartAsync(system._gateways.Select(static gateway => gateway.Port));
        return system;
    }

    /// <summary>The next one is ready, then it is known of, while the old one is told to stop: endpoints and SIGTERM come at one time.</summary>
    public async Task ReplaceGatewaysAsync()
    {
        for (var place = 0; place < _gateways.Count; place++)
        {
            var (old, next) = (_gateways[place], NewGateway());
            await next.BeginAsync();
            _gateways[place] = next;
            Nginx.SendTo(_gateways.Select(static gateway => gateway.Port));
            await old.StopAsync();
        }
    }

    /// <inheritdoc cref="ReplaceGatewaysAsync"/>
    public async Task ReplacePoolsAsync()
    {
        foreach (var (name, old) in _pools.ToArray())
        {
            var next = NewPool(name);
            await next.BeginAsync();
            _pools.Remove(name);
            _pools.Add($"{name}-next", next);
            WriteClusters();
            await old.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Nginx is not null)
        {
            await Nginx.DisposeAsync();
        }

        foreach (var service in _gateways.Concat(_pools.Values))
        {
            await service.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static RestartableService NewPool(string name) => new(
        name.StartsWith("onnx", StringComparison.Ordinal) ? "Sentiment.Inference.Onnx" : "Sentiment.Inference.Torch",
        ("Sentiment__Model__Path", RepositoryRoot.Combine("models", "sentiment-base")),
        ("Sentiment__Drain__Delay", Delay));

    private RestartableService NewGateway() => new(
        "Sentiment.Gateway",
        ("Sentiment__Drain__Delay", Delay),
        ("Sentiment__Configuration__Files__0", ClustersFile),
        ("Sentiment__Auth__Pepper", Convert.ToBase64String(new byte[16])),
        ("Sentiment__Auth__Anonymous__Plan", "tests"),
        ("Sentiment__RateLimits__Plans__tests__Requests", "60000000"),
        ("Sentiment__RateLimits__Plans__tests__Texts", "60000000"),
        ("Sentiment__RateLimits__Plans__tests__Tokens", "60000000"));

    private void WriteClusters()
    {
        var clusters = _pools.GroupBy(static pool => pool.Key.Split('-')[0], StringComparer.Ordinal).ToDictionary(
            static cluster => cluster.Key,
            static cluster => new { Destinations = cluster.ToDictionary(static pool => pool.Key, static pool => new { Address = $"http://127.0.0.1:{pool.Value.Port}" }) });
        object[] arms = [new { Id = "onnx", Cluster = "onnx", Backend = "onnx", Weight = 80 }, new { Id = "torch", Cluster = "torch", Backend = "torch", Weight = 20 }];
        var next = ClustersFile + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(new { Sentiment = new { Arms = arms, Clusters = clusters } }));
        File.Move(next, ClustersFile, overwrite: true);
    }
}
