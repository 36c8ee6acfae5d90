using Sentiment.Cli.RunState;
using Sentiment.Cli.Up;

namespace Sentiment.Cli.Tests.Up;

public sealed class LocalSystemTests
{
    private readonly DevelopmentKey _key = new();

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
    public void Describe_Gateway_GetsPepperAndFileButNeverTheKey()
    {
        var system = Describe(PoolKind.Known);

        Assert.Equal(_key.Pepper, system.Gateway.Environment["Sentiment__Auth__Pepper"]);
        Assert.Equal("/state/gateway.json", system.Gateway.Environment["Sentiment__Configuration__Files__0"]);
        Assert.All(system.Services, service => Assert.DoesNotContain(_key.Value, service.Environment.Values));
        Assert.All(system.Pools, pool => Assert.DoesNotContain(_key.Pepper, pool.Environment.Values));
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

    private LocalSystem Describe(IReadOnlyList<PoolKind> pools) => LocalSystem.Describe(
        new Repository("/repository"), new UpOptions(8080, "/state", pools, Build: false), _key, "/state/gateway.json");
}
