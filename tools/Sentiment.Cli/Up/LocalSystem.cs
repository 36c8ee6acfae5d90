using System.Globalization;
using Sentiment.Cli.Keys;
using Sentiment.Cli.RunState;
using Sentiment.Cli.Supervision;

namespace Sentiment.Cli.Up;

/// <summary>The services of a local system, and the settings that make them one: pure, nothing is started here.</summary>
internal sealed record LocalSystem(ServiceDefinition Gateway, IReadOnlyList<ServiceDefinition> Pools, GatewayDocument Configuration)
{
    public const string GatewayName = "gateway";
    public const string GatewayProject = "Sentiment.Gateway";
    private const string DevelopmentPlan = "development";
    private const long Million = 1_000_000;

    // A million tokens a minute is less than one pool reads under load.
    private const long Plenty = 60 * Million;
    private const string ShippedModel = "sentiment-base";
    private const string WorkersSetting = "Sentiment__Batching__Workers";

    // In the environment: there may be a password in it.
    private const string RedisSetting = "Sentiment__Redis__Connection";

    // A terminal is read, not searched: a line a request would drown all others. Whoever wants them sets the share.
    private static readonly (string Name, string Value)[] ForPeople = [("Sentiment__Logs__Format", "Text"), ("Sentiment__Logs__RequestShare", "0")];

    /// <summary>The Redis that is started along; null when none is.</summary>
    public ServiceDefinition? Redis { get; init; }

    /// <summary>In the order in which they are started: the gateway last.</summary>
    public IEnumerable<ServiceDefinition> Services => [.. Redis is null ? [] : new[] { Redis }, .. Pools, Gateway];

    public static LocalSystem Describe(Repository repository, UpOptions options, DevelopmentKey key, string stateDirectory)
    {
        var redis = options.Redis.IsEmbedded ? EmbeddedRedis(repository, options) : null;
        var connection = redis?.Address.Authority ?? options.Redis.Address;
        var gateway = Service(
            repository,
            options,
            GatewayName,
            GatewayProject,
            portOffset: 0,
            [
                ("Sentiment__Configuration__Files__0", StateDirectory.GatewayFileIn(stateDirectory)),
                ("Sentiment__Configuration__Files__1", KeysFile.PathIn(stateDirectory)),
                (Pepper.Variable, key.Pepper),
                .. connection is null ? [] : new[] { (RedisSetting, connection) },
            ]);
        gateway = gateway with { Inherits = SharedEnvironment.IsForGateway };
        return new LocalSystem(gateway, [.. options.Replicas.Select(replica => Pool(repository, options, replica))], Configure(options, key)) { Redis = redis };
    }

    private static ServiceDefinition EmbeddedRedis(Repository repository, UpOptions options)
    {
        var service = Service(repository, options, RedisChoice.Name, RedisChoice.Project, RedisChoice.PortOffset);
        var address = new UriBuilder(service.Address) { Scheme = ReadinessProbe.RedisScheme }.Uri;
        return service with { Address = address, Management = address };
    }

    private static ServiceDefinition Pool(Repository repository, UpOptions options, Replica replica)
    {
        List<(string, string)> settings = [("Sentiment__Model__Path", repository.Combine("models", ShippedModel)), .. replica.Pool.Settings];
        if (options.Replicas.Count > 1)
        {
            // Each would have a run on every processor otherwise, and they would take turns in the middle of it.
            var share = Math.Max(1, options.Processors / options.Replicas.Count);
            settings.Add((WorkersSetting, share.ToString(CultureInfo.InvariantCulture)));
        }

        var service = Service(repository, options, replica.Service, replica.Pool.Project, replica.PortOffset, [.. settings]);
        return service with { Inherits = variable => SharedEnvironment.IsForPool(variable, replica.Pool) };
    }

    private static ServiceDefinition Service(
        Repository repository, UpOptions options, string name, string project, int portOffset, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var port = options.PortBase + portOffset;
        var management = port + UpOptions.ManagementOffset;
        var environment = new Dictionary<string, string>
        {
            // Both names: where both are set, a host takes the first.
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Sentiment__Listen__Address"] = "127.0.0.1",
            ["Sentiment__Listen__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Sentiment__Listen__ManagementPort"] = management.ToString(CultureInfo.InvariantCulture),

            // Ctrl-C reaches the whole terminal: the service leaves it to us, and ends with its standard input.
            ["Sentiment__Hosting__Supervised"] = "true",
        };
        foreach (var (setting, value) in ForPeople.Where(static setting => Environment.GetEnvironmentVariable(setting.Name) is null))
        {
            environment[setting] = value;
        }

        foreach (var setting in settings)
        {
            environment[setting.Name] = setting.Value;
        }

        return new ServiceDefinition(name, repository.ReleaseExecutable(project), Loopback(port), Loopback(management), environment);
    }

    private static GatewayDocument Configure(UpOptions options, DevelopmentKey key) => new(new GatewaySection(
        new AuthSection(new Dictionary<string, KeyEntry>(StringComparer.Ordinal) { [DevelopmentKey.Id] = new(key.Hash, "development", DevelopmentPlan) }),
        new RateLimitsSection(new Dictionary<string, PlanEntry>(StringComparer.Ordinal) { [DevelopmentPlan] = new(Million, Million, Plenty) }),
        [.. options.Pools.Select(pool => new ArmEntry(pool.Name, Cluster: pool.Name, Backend: pool.Name, pool.Weight))],
        options.Replicas.GroupBy(replica => replica.Pool.Name).ToDictionary(
            pool => pool.Key,
            pool => new ClusterEntry(pool.ToDictionary(
                replica => replica.Destination,
                replica => new DestinationEntry(Loopback(options.PortBase + replica.PortOffset).GetLeftPart(UriPartial.Authority)))))));

    private static Uri Loopback(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
