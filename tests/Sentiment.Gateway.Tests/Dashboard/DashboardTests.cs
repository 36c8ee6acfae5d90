using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Dashboard;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dashboard;

/// <summary>What the dashboard is told.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private const string Operator = "sk-operator-0123456789abcdef";

    private ScriptedPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await ScriptedPool.StartAsync();

    public async ValueTask DisposeAsync() => await _pool.DisposeAsync();

    [Fact]
    public async Task Events_Traffic_IsCountedByArmCacheErrorAndReplica()
    {
        await using var gateway = TestGateway.Start([_pool], ("Sentiment:Cache:Enabled", "true"));
        await using var events = await EventStream.OpenAsync(gateway.Management);

        // What comes between two samples is what is seen.
        await events.UntilAsync(static _ => true);
        foreach (var text in (string[])["fine", "fine", ""])
        {
            using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text(text));
        }

        var seen = await events.UntilAsync(static snapshot => Number(snapshot, "traffic", "texts_per_second") > 0 && snapshot.GetProperty("errors").GetArrayLength() > 0);
        Assert.True(Number(seen, "traffic", "requests_per_second") > Number(seen, "traffic", "texts_per_second"));
        Assert.Equal(0.5, Number(seen, "traffic", "cached_share"));
        Assert.Equal(0, Number(seen, "traffic", "failed_share"));
        Assert.Equal(("E1001", 1), (Text(seen.GetProperty("errors")[0], "name"), Number(seen.GetProperty("errors")[0], "count")));
        var arm = seen.GetProperty("arms")[0];
        Assert.Equal(("onnx", 1, 0.5), (Text(arm, "id"), Number(arm, "served_share"), Number(arm, "cached_share")));
        var replica = seen.GetProperty("pools")[0].GetProperty("replicas")[0];
        Assert.Equal(("onnx-1", "up", PoolScript.Digest), (Text(replica, "name"), Text(replica, "state"), Text(replica, "digest")));
        Assert.True(Number(replica, "p99_ms") > 0);
        Assert.Equal(1, Number(seen, "cache", "entries"));
    }

    [Fact]
    public async Task Events_RefusedByALimit_IsSaidWithTheLimit()
    {
        await using var gateway = TestGateway.Start([_pool], ("Sentiment:RateLimits:Plans:tests:Requests", "1"));
        await using var events = await EventStream.OpenAsync(gateway.Management);
        await events.UntilAsync(static _ => true);
        foreach (var text in (string[])["fine", "fine"])
        {
            using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text(text));
        }

        var seen = await events.UntilAsync(static snapshot => Number(snapshot, "traffic", "refused_per_second") > 0);

        Assert.Equal([("requests", 1), ("texts", 0), ("tokens", 0)], seen.GetProperty("limits").EnumerateArray().Select(static limit => (Text(limit, "name"), Number(limit, "count"))));
    }

    [Fact]
    public async Task Events_PoolGoes_IsSeenInItsStateTheChecksAndTheChanges()
    {
        await using var gateway = TestGateway.Start([_pool]);
        await using var events = await EventStream.OpenAsync(gateway.Management);
        await events.UntilAsync(static snapshot => Text(snapshot.GetProperty("health"), "status") == "Healthy");

        await _pool.KillAsync();

        var seen = await events.UntilAsync(static snapshot => snapshot.GetProperty("changes").GetArrayLength() > 0);
        Assert.Equal("down", Text(seen.GetProperty("pools")[0].GetProperty("replicas")[0], "state"));
        Assert.Equal("Unhealthy", Text(seen.GetProperty("health"), "status"));
        Assert.Equal(("onnx/onnx-1", "up", "down"), Change(seen.GetProperty("changes")[0]));
    }

    [Fact]
    public async Task Events_GatewayStops_EndWithAWord()
    {
        await using var gateway = TestGateway.Start([_pool]);
        await using var events = await EventStream.OpenAsync(gateway.Management);
        await events.UntilAsync(static _ => true);

        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("end", (await events.RestAsync())[^1]);
    }

    [Fact]
    public async Task Events_MorePagesThanMayBe_AreToldSo()
    {
        await using var gateway = TestGateway.Start([_pool]);
        var open = new List<EventStream>();
        for (var page = 0; page < DashboardFeed.MostPages; page++)
        {
            open.Add(await EventStream.OpenAsync(gateway.Management));
        }

        using (var refused = await gateway.Management.GetAsync(EventStream.Path, Requests.Token))
        {
            await refused.AssertProblemAsync(ErrorCode.Overloaded);
        }

        // A page that is closed makes room.
        await open[0].DisposeAsync();
        await Poll.UntilAsync(
            async () =>
            {
                using var next = await gateway.Management.GetAsync(EventStream.Path, HttpCompletionOption.ResponseHeadersRead, Requests.Token);
                return next.IsSuccessStatusCode;
            },
            TimeSpan.FromSeconds(15),
            Requests.Token);
        foreach (var page in open.Skip(1))
        {
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Events_WhereTheManagementPortNeedsAKey_NeedOneAndThePageDoesNot()
    {
        await using var gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:ManagementNeedsKey", "true"),
            ("Sentiment:Auth:Keys:operator:Hash", TestKeys.HashOf(Operator)),
            ("Sentiment:Auth:Keys:operator:Scopes:0", "metrics"));

        using var page = await gateway.Management.GetAsync("/dashboard", Requests.Token);
        using var script = await gateway.Management.GetAsync("/dashboard/dashboard.js", Requests.Token);
        using var stranger = await gateway.Management.GetAsync(EventStream.Path, Requests.Token);
        Assert.Equal((200, 200), ((int)page.StatusCode, (int)script.StatusCode));
        await stranger.AssertProblemAsync(ErrorCode.CredentialsMissing);

        gateway.Management.DefaultRequestHeaders.Add(HeaderNames.ApiKey, TestKeys.Development);
        using var other = await gateway.Management.GetAsync(EventStream.Path, Requests.Token);
        await other.AssertProblemAsync(ErrorCode.NotAllowed);

        gateway.Management.DefaultRequestHeaders.Remove(HeaderNames.ApiKey);
        gateway.Management.DefaultRequestHeaders.Add(HeaderNames.ApiKey, Operator);
        await using var events = await EventStream.OpenAsync(gateway.Management);
        await events.UntilAsync(static _ => true);
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/dashboard.js")]
    [InlineData(EventStream.Path)]
    public async Task Dashboard_OnThePublicPort_IsNotThere(string path)
    {
        await using var gateway = TestGateway.Start([_pool]);

        using var response = await gateway.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    private static (string?, string?, string?) Change(JsonElement change) => (Text(change, "subject"), Text(change, "before"), Text(change, "after"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static double Number(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    private static double Number(JsonElement element, string section, string name) => Number(element.GetProperty(section), name);
}
