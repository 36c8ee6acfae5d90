using System.Diagnostics;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Experiments;

/// <summary>The executable while its file changes under it.</summary>
public sealed class LiveArmsTests : IAsyncLifetime
{
    private static readonly TimeSpan InForceWithin = TimeSpan.FromSeconds(5);

    private ScriptedPool _onnx = null!;
    private ScriptedPool _canary = null!;
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _onnx = await ScriptedPool.StartAsync();
        _canary = await ScriptedPool.StartAsync();
        _gateway = await GatewayProcess.StartAsync(Arms(80, 20));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _onnx.DisposeAsync();
        await _canary.DisposeAsync();
    }

    [Fact]
    public async Task WeightsChangedUnderLoad_AreInForceWithin5SecondsWithoutAnError()
    {
        using var enough = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(worker => LoadAsync(worker, enough.Token)).ToArray();
        var taken = new List<TimeSpan>();
        foreach (var (onnx, canary) in new[] { (70.0, 30.0), (0.0, 100.0), (100.0, 0.0) })
        {
            var clock = Stopwatch.StartNew();
            _gateway.Write(Arms(onnx, canary));
            await _gateway.WaitForMetricAsync($"ml_arm_weight{{arm=\"canary\"}} {canary}", InForceWithin);
            taken.Add(clock.Elapsed);
        }

        await enough.CancelAsync();
        var statuses = (await Task.WhenAll(load)).SelectMany(static answers => answers).CountBy(static status => status).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"in force after {string.Join(", ", taken.Select(static time => $"{time.TotalSeconds:0.00} s"))}; answers {string.Join(", ", statuses)}");

        Assert.Equal(200, Assert.Single(statuses).Key);
        Assert.InRange(statuses[0].Value, 100, int.MaxValue);
        _canary.Calls.Clear();
        Assert.Equal(Enumerable.Repeat("onnx", 50), await ArmsOfAsync(50));
        Assert.Empty(_canary.Calls);
    }

    [Fact]
    public async Task BadChanges_KeepTheOldWeightsAndSaySo_AndMendingThemIsTaken()
    {
        var before = await ArmsOfAsync(50);
        foreach (var (settings, expected) in BadChanges())
        {
            _gateway.Write(settings);
            await _gateway.WaitForLogAsync(expected, InForceWithin);
            await _gateway.WaitForMetricAsync("ml_configuration_current 0", InForceWithin);
            Assert.Equal(before, await ArmsOfAsync(50));
        }

        _gateway.Write(Arms(10, 90));
        await _gateway.WaitForMetricAsync("ml_configuration_current 1", InForceWithin);
        var metrics = await _gateway.MetricsAsync();
        Assert.Contains("ml_arm_weight{arm=\"onnx\"} 10", metrics);
        Assert.Contains($"ml_configuration_reloads_total{{result=\"refused\"}} {BadChanges().Count()}", metrics);
        Assert.DoesNotContain(TestKeys.HashOf(TestKeys.Development), _gateway.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysAndTheirArms_FollowTheFile()
    {
        const string shop = "sk-shop-0123456789abcdef";
        using (var refused = await PredictAsync(shop))
        {
            await refused.AssertProblemAsync(ErrorCode.CredentialsRefused);
        }

        _gateway.Write(GatewayProcess.Settings([("onnx", 80, _onnx), ("canary", 20, _canary)], ("shop", shop, ["canary"])));
        await _gateway.WaitForMetricAsync("ml_configuration_reloads_total{result=\"applied\"} 1", InForceWithin);
        using (var served = await PredictAsync(shop))
        {
            Assert.Equal("canary", served.HeaderOf(HeaderNames.ExperimentArm));
        }

        _gateway.Write(Arms(80, 20));
        await _gateway.WaitForMetricAsync("ml_configuration_reloads_total{result=\"applied\"} 2", InForceWithin);
        using var again = await PredictAsync(shop);
        await again.AssertProblemAsync(ErrorCode.CredentialsRefused);
    }

    [Fact]
    public async Task AnArmThatLeaves_IsUnknownAndItsWeightIsGone()
    {
        _gateway.Write(GatewayProcess.Settings([("onnx", 1, _onnx)]));
        await _gateway.WaitForMetricAsync("ml_arm_weight{arm=\"onnx\"} 1", InForceWithin);

        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.Arm, "canary"));

        await response.AssertProblemAsync(ErrorCode.UnknownBackendOrArm);
        Assert.DoesNotContain(await _gateway.MetricsAsync(), static line => line.StartsWith("ml_arm_weight{arm=\"canary\"}", StringComparison.Ordinal));
    }

    private string Arms(double onnx, double canary) => GatewayProcess.Settings([("onnx", onnx, _onnx), ("canary", canary, _canary)]);

    private IEnumerable<(string Settings, string[] Expected)> BadChanges()
    {
        var good = Arms(80, 20);
        yield return (
            GatewayProcess.Settings([("onnx", -1, _onnx), ("onnx", 20, _canary)], ("shop", "sk-shop-0123456789abcdef", ["onnx", "gone"]))
                .Replace("\"Cluster\":\"onnx\",\"Backend\":\"onnx\"", "\"Cluster\":\"elsewhere\",\"Backend\":\"gpu\"", StringComparison.Ordinal)
                .Replace(_onnx.Address.OriginalString, "localhost:1", StringComparison.Ordinal)
                .Replace("\"Arms\":[{\"Id\"", "\"Experiments\":{\"Salt\":\"a b\"},\"Arms\":[{\"Id\"", StringComparison.Ordinal),
            [
                "Sentiment:Arms: 0:Weight is -1; it must be 0 or more.",
                "Sentiment:Arms: The arm id onnx stands 2 times",
                "Sentiment:Arms: 0:Cluster is \"elsewhere\", which Sentiment:Clusters does not have; it has onnx.",
                "Sentiment:Arms: 0:Backend is \"gpu\"; known are onnx and torch.",
                "Sentiment:Auth: Keys:shop:Arms names \"gone\", which Sentiment:Arms does not have; it has onnx.",
                "Sentiment:Clusters: onnx:Destinations:onnx-1:Address is \"localhost:1\"",
                "Salt must be 1 to 128 visible ASCII characters.",
            ]);
        yield return (Arms(0, 0), ["Sentiment:Arms: The weights add up to 0; at least one must be over 0"]);
        yield return (good.Replace("\"Weight\":20", "\"Weight\":\"many\"", StringComparison.Ordinal), ["'Sentiment:Arms:1:Weight'"]);
        yield return (good.Replace("\"Weight\":20", "\"Wieght\":20", StringComparison.Ordinal), ["Wieght"]);
        yield return (good[..(good.Length / 2)], ["gateway.json cannot be used"]);
    }

    private async Task<List<int>> LoadAsync(int worker, CancellationToken enough)
    {
        var statuses = new List<int>();
        while (!enough.IsCancellationRequested)
        {
            using var response = await _gateway.Client.CallAsync(
                Requests.Predict, Requests.Text("fine"), (HeaderNames.StickyId, $"{worker}-{statuses.Count}"));
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private async Task<string[]> ArmsOfAsync(int ids)
    {
        var arms = new string[ids];
        for (var id = 0; id < ids; id++)
        {
            using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.StickyId, $"user-{id}"));
            arms[id] = response.HeaderOf(HeaderNames.ExperimentArm);
        }

        return arms;
    }

    private async Task<HttpResponseMessage> PredictAsync(string key)
    {
        using var client = new HttpClient { BaseAddress = _gateway.Client.BaseAddress };
        return await client.CallAsync(Requests.Predict, Requests.Text("fine"), (HeaderNames.ApiKey, key));
    }
}
