using Sentiment.Cli.RunState;
using Sentiment.Cli.Up;

namespace Sentiment.Cli.Tests.Up;

public sealed class LocalSystemTests
{
    private const string RedisSetting = "Sentiment__Redis__Connection";

    private readonly DevelopmentKey _key = new(new byte[32]);

    [Fact]
    public void Describe_AllPools_HasThePortsAndWeightsOfTheDesign()
    {
        var system = Describe(PoolKind.Known);

        Assert.Equal(
            ["onnx 8081 9081", "torch 8082 9082", "gateway 8080 9080"],
            system.Services.Select(service => $"{service.Name} {service.Address.Port} {service.Management.Port}"));
        Assert.Equal(["onnx 80", "torch 20"], system.Configuration.Sentiment.Arms.Select(arm => $"{arm.Id} {arm.Weight}"));
    }

    [Fact]
    public void Describe_OnePool_LeavesTheOthersOut()
    {
        var system = Describe([PoolKind.Known[1]]);

        Assert.Equal("torch", Assert.Single(system.Configuration.Sentiment.Arms).Id);
        Assert.Equal("torch", Assert.Single(system.Configuration.Sentiment.Clusters).Key);
        Assert.Equal("torch", Assert.Single(system.Pools).Name);
    }

    [Fact]
    public void Describe_Gateway_GetsPepperAndFilesButNeverTheKey()
    {
        var system = Describe(PoolKind.Known);

        Assert.Equal(_key.Pepper, system.Gateway.Environment["Sentiment__Auth__Pepper"]);
        Assert.Equal("/state/gateway.json", system.Gateway.Environment["Sentiment__Configuration__Files__0"]);
        Assert.Equal("/state/keys.json", system.Gateway.Environment["Sentiment__Configuration__Files__1"]);
        Assert.All(system.Services, service => Assert.DoesNotContain(_key.Value, service.Environment.Values));
        Assert.All(system.Pools, pool => Assert.DoesNotContain(_key.Pepper, pool.Environment.Values));
        Assert.All(system.Pools, static pool => Assert.False(pool.Inherits("Sentiment__Auth__Pepper")));
    }

    [Fact]
    public void Describe_EveryService_ListensOnLoopbackAndLeavesCtrlCToUs()
    {
        var system = Describe(PoolKind.Known);

        Assert.All(system.Services, service =>
        {
            Assert.Equal("127.0.0.1", service.Environment["Sentiment__Listen__Address"]);
            Assert.Equal("true", service.Environment["Sentiment__Hosting__Supervised"]);
        });
    }

    [Fact]
    public void Describe_Replicas_HavePortsThatDependOnNothingElse()
    {
        var system = Describe([.. Replica.Of(PoolKind.Known[0], 3), .. Replica.Of(PoolKind.Known[1], 2)]);

        Assert.Equal(
            ["onnx 8081 9081", "onnx-2 8091 9091", "onnx-3 8101 9101", "torch 8082 9082", "torch-2 8092 9092"],
            system.Pools.Select(service => $"{service.Name} {service.Address.Port} {service.Management.Port}"));
        Assert.Equal(
            ["onnx-1 http://127.0.0.1:8081", "onnx-2 http://127.0.0.1:8091", "onnx-3 http://127.0.0.1:8101"],
            system.Configuration.Sentiment.Clusters["onnx"].Destinations.Select(replica => $"{replica.Key} {replica.Value.Address}"));
        Assert.Equal(["onnx 80", "torch 20"], system.Configuration.Sentiment.Arms.Select(arm => $"{arm.Id} {arm.Weight}"));
    }

    [Fact]
    public void Describe_MostReplicasAtTheHighestBase_HaveEveryPort()
    {
        var options = new UpOptions(
            UpOptions.MaximumPortBase, "/state", [.. PoolKind.Known.SelectMany(pool => Replica.Of(pool, Replica.Maximum))], Processors: 2, Build: false);

        var system = LocalSystem.Describe(new Repository("/repository"), options, _key, "/state");

        int[] ports = [.. system.Services.SelectMany(service => (int[])[service.Address.Port, service.Management.Port])];
        Assert.Equal(ushort.MaxValue, ports.Max());
        Assert.Equal(ports.Length, ports.Distinct().Count());
    }

    [Fact]
    public void Describe_NoRedis_GivesTheGatewayNone() =>
        Assert.DoesNotContain(RedisSetting, Describe(PoolKind.Known).Gateway.Environment.Keys);

    [Fact]
    public void Describe_EmbeddedRedis_IsStartedFirstAndGivenToTheGateway()
    {
        var system = Describe(new RedisChoice(Address: null, IsEmbedded: true));

        Assert.Equal(["redis", "onnx", "gateway"], system.Services.Select(service => service.Name));
        Assert.Equal("redis://127.0.0.1:8083/", system.Redis!.Address.ToString());
        Assert.Equal("8083", system.Redis.Environment["Sentiment__Listen__Port"]);
        Assert.Equal("true", system.Redis.Environment["Sentiment__Hosting__Supervised"]);
        Assert.Equal("127.0.0.1:8083", system.Gateway.Environment[RedisSetting]);
    }

    [Fact]
    public void Describe_RedisElsewhere_IsGivenToTheGatewayAlone()
    {
        var system = Describe(new RedisChoice("cache.example:6379,password=secret", IsEmbedded: false));

        Assert.Equal(["onnx", "gateway"], system.Services.Select(service => service.Name));
        Assert.Equal("cache.example:6379,password=secret", system.Gateway.Environment[RedisSetting]);
        Assert.All(system.Pools, pool => Assert.DoesNotContain(RedisSetting, pool.Environment.Keys));
    }

    [Theory]
    [InlineData(8, 2, 2, "2")]
    [InlineData(7, 1, 1, "3")]
    [InlineData(2, 2, 1, "1")]
    public void Describe_SeveralPoolProcesses_ShareTheProcessors(int processors, int onnx, int torch, string threads)
    {
        var system = Describe([.. Replica.Of(PoolKind.Known[0], onnx), .. Replica.Of(PoolKind.Known[1], torch)], processors);

        Assert.Equal(Enumerable.Repeat(threads, onnx + torch), system.Pools.Select(pool => Assert.Single(
            pool.Environment, setting => setting.Key == "Sentiment__Batching__Workers").Value));
    }

    [Fact]
    public void Describe_OnePoolProcess_KeepsAllProcessors()
    {
        var system = Describe([PoolKind.Known[0]]);

        Assert.DoesNotContain(Assert.Single(system.Pools).Environment.Keys, name => name.EndsWith("Workers", StringComparison.Ordinal));
    }

    [Fact]
    public void Describe_TorchPool_LetsIdleThreadsSleep()
    {
        var system = Describe(PoolKind.Known);

        Assert.Equal("PASSIVE", system.Pools[1].Environment["OMP_WAIT_POLICY"]);
        Assert.DoesNotContain("OMP_WAIT_POLICY", system.Pools[0].Environment.Keys);
    }

    private LocalSystem Describe(RedisChoice redis) => LocalSystem.Describe(
        new Repository("/repository"),
        new UpOptions(8080, "/state", [.. Replica.Of(PoolKind.Known[0], 1)], Processors: 2, Build: false) { Redis = redis },
        _key,
        "/state");

    private LocalSystem Describe(IEnumerable<PoolKind> pools) => Describe([.. pools.SelectMany(pool => Replica.Of(pool, 1))]);

    private LocalSystem Describe(IReadOnlyList<Replica> replicas, int processors = 2) => LocalSystem.Describe(
        new Repository("/repository"), new UpOptions(8080, "/state", replicas, processors, Build: false), _key, "/state");
}
