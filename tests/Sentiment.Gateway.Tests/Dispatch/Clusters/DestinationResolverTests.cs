using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Clusters;
using Sentiment.Gateway.Tests.Kit;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Sentiment.Gateway.Tests.Dispatch.Clusters;

public sealed class DestinationResolverTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LoggedErrors _log = new();
    private readonly DestinationResolver _resolver;
    private NameLookup _answer = Addresses("10.0.0.2", "10.0.0.1");

    public DestinationResolverTests() => _resolver = new DestinationResolver(
        (host, cancellation) => _answer(host, cancellation),
        Options.Create(new DispatchOptions()),
        _time,
        LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<DestinationResolver>());

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Resolve_NameOfSeveral_IsAReplicaEach()
    {
        var resolved = await ResolveAsync("http://pools.svc:8081");

        Assert.Equal(["onnx@10.0.0.1", "onnx@10.0.0.2"], resolved.Destinations.Keys.Order(StringComparer.Ordinal));
        var first = resolved.Destinations["onnx@10.0.0.1"];
        Assert.Equal(("http://10.0.0.1:8081/", "pools.svc:8081"), (first.Address, first.Host));
    }

    [Fact]
    public async Task Resolve_AddressOfVersionSix_IsBracketed()
    {
        _answer = Addresses("fd00::1");

        var resolved = await ResolveAsync("http://pools.svc:8081");

        Assert.Equal("http://[fd00::1]:8081/", Assert.Single(resolved.Destinations).Value.Address);
    }

    [Theory]
    [InlineData("http://10.0.0.9:8081", true)]
    [InlineData("http://pools.svc:8081", false)]
    public async Task Resolve_NothingToLookUp_IsAsConfiguredForGood(string address, bool wanted)
    {
        var resolved = await ResolveAsync(address, wanted);

        Assert.Equal(address, Assert.Single(resolved.Destinations).Value.Address);
        Assert.Null(resolved.ChangeToken);
    }

    [Fact]
    public async Task Resolve_AfterTheInterval_IsAskedForAgain()
    {
        var resolved = await ResolveAsync("http://pools.svc:8081");
        Assert.False(resolved.ChangeToken!.HasChanged);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(resolved.ChangeToken.HasChanged);
    }

    [Fact]
    public async Task Resolve_OrderChanged_KeepsEachReplicaItsName()
    {
        var before = await ResolveAsync("http://pools.svc:8081");
        _answer = Addresses("10.0.0.1", "10.0.0.2");

        var after = await ResolveAsync("http://pools.svc:8081");

        Assert.Equal(before.Destinations, after.Destinations);
    }

    [Fact]
    public async Task Resolve_Fails_KeepsTheLastAnswerAndSaysSoOnce()
    {
        var before = await ResolveAsync("http://pools.svc:8081");
        _answer = static (_, _) => throw new SocketException((int)SocketError.HostNotFound);

        var first = await ResolveAsync("http://pools.svc:8081");
        await ResolveAsync("http://pools.svc:8081");

        Assert.Equal(before.Destinations.Keys, first.Destinations.Keys);
        Assert.NotNull(first.ChangeToken);
        Assert.Single(_log.Everything.Split('\n'), static line => line.Contains("cannot be looked up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resolve_AnotherHostUnderTheSameName_NeverHasItsAddresses()
    {
        await ResolveAsync("http://pools.svc:8081");
        _answer = static (_, _) => throw new SocketException((int)SocketError.HostNotFound);

        Assert.Empty((await ResolveAsync("http://others.svc:8081")).Destinations);
    }

    [Fact]
    public async Task Resolve_NeverAnswered_IsNoReplicaAndNoHang()
    {
        _answer = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return [];
        };
        var resolving = ResolveAsync("http://pools.svc:8081");

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty((await resolving).Destinations);
    }

    private static NameLookup Addresses(params string[] addresses) => (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse));

    private async Task<ResolvedDestinationCollection> ResolveAsync(string address, bool wanted = true) =>
        await _resolver.ResolveDestinationsAsync(
            new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
            {
                ["onnx"] = new() { Address = address, Metadata = wanted ? DestinationResolver.Wanted : null },
            },
            Requests.Token);
}
