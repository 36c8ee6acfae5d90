using System.Diagnostics;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dashboard;

/// <summary>The dashboard as people have it.</summary>
public sealed class DashboardInABrowserTests : IAsyncLifetime
{
    private const string Operator = "sk-operator-0123456789abcdef";
    private const string Replica = "document.querySelector('#pools tbody tr')?.innerText";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private ScriptedPool _pool = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(BrowserPage.SkipReason is not null, BrowserPage.SkipReason ?? string.Empty);
        _pool = await ScriptedPool.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_pool is not null)
        {
            await _pool.DisposeAsync();
        }
    }

    [Fact]
    public async Task Dashboard_PoolGoesAndComesBack_ShowsItWithinFiveSeconds()
    {
        await using var gateway = TestGateway.Start([_pool]);
        await using var page = await OpenAsync(gateway);
        await page.WaitForAsync($"{Replica}?.includes('up') && {Replica}.includes('{PoolScript.Digest[..12]}')");

        var killed = Stopwatch.StartNew();
        await _pool.KillAsync();
        await page.WaitForAsync($"{Replica}?.includes('down')");
        Assert.InRange(killed.Elapsed, TimeSpan.Zero, Soon);
        await page.WaitForAsync("document.getElementById('health').innerText.includes('Unhealthy')");
        await page.WaitForAsync("document.getElementById('news').textContent.includes('onnx/onnx-1: up → down')");
        Assert.Contains("No replica is up of onnx.", await page.EvaluateAsync<string>("document.getElementById('checks').innerText"), StringComparison.Ordinal);
        await page.KeepAsync("dashboard-down");

        await _pool.BeginAsync();
        await page.WaitForAsync($"{Replica}?.includes('up')");
        Assert.Empty(page.Errors);
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task Dashboard_Requests_AreShownAsTheyCome()
    {
        await using var gateway = TestGateway.Start([_pool], ("Sentiment:Cache:Enabled", "true"));
        await using var page = await OpenAsync(gateway);
        await page.WaitForAsync(Replica);

        foreach (var text in (string[])["fine", "fine", ""])
        {
            using var response = await gateway.Client.CallAsync(Requests.Predict, Requests.Text(text));
        }

        await page.WaitForAsync("document.querySelector('#arms tbody tr').innerText.includes('100 %')");
        await page.WaitForAsync("document.querySelector('#errors tbody tr')?.innerText.includes('The text is empty')");
        Assert.Contains("50 %", await page.EvaluateAsync<string>("document.querySelectorAll('.tile')[2].innerText"), StringComparison.Ordinal);
        await page.KeepAsync("dashboard");
    }

    /// <summary>On a phone and on a screen, by day and by night, and when something is wrong, which is when it matters.</summary>
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Dashboard_OnAnyScreen_KeepsNobodyOut(int width, bool isDark)
    {
        await using var gateway = TestGateway.Start([_pool]);
        await _pool.KillAsync();
        using (await gateway.Client.CallAsync(Requests.Predict, Requests.Text(string.Empty)))
        {
            await using var page = await OpenAsync(gateway, width, isDark);
            await page.WaitForAsync("document.querySelector('.changes')");

            Assert.Empty(await page.BarriersAsync());
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
            await page.KeepAsync($"dashboard-{width}-{(isDark ? "dark" : "light")}");
        }
    }

    [Fact]
    public async Task Dashboard_KeyIsNeeded_AsksForItByKeyboardAndKeepsIt()
    {
        await using var gateway = TestGateway.Start(
            [_pool],
            ("Sentiment:Auth:ManagementNeedsKey", "true"),
            ("Sentiment:Auth:Keys:operator:Hash", TestKeys.HashOf(Operator)),
            ("Sentiment:Auth:Keys:operator:Scopes:0", "metrics"));
        await using var page = await OpenAsync(gateway);
        await page.WaitForAsync("document.activeElement.id === 'key'");
        await page.TypeAsync("sk-wrong-0123456789abcdef");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.getElementById('key-problem').innerText.includes('refused')");
        Assert.Empty(await page.BarriersAsync());

        await page.WaitForAsync("document.activeElement.id === 'key'");
        await page.TypeAsync(Operator);
        await page.PressAsync("Enter");

        await page.WaitForAsync(Replica);
        Assert.DoesNotContain(Operator, string.Join('\n', page.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_GatewayStops_SaysSo()
    {
        var gateway = TestGateway.Start([_pool]);
        await using var page = await OpenAsync(gateway);
        await page.WaitForAsync(Replica);

        await gateway.DisposeAsync();

        await page.WaitForAsync("document.getElementById('connection').innerText.includes('no connection') && document.getElementById('content').classList.contains('stale')");
    }

    /// <summary>Its connections stay open, and nothing comes: that must not look well.</summary>
    [Fact]
    public async Task Dashboard_GatewayHangs_SaysSoAndGoesOnAfterwards()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals to other processes exist on Unix only");
        await using var gateway = await GatewayProcess.StartAsync(GatewayProcess.Settings([("onnx", 1, _pool)]));
        await using var page = await BrowserPage.OpenAsync(new Uri(gateway.Management.BaseAddress!, "/dashboard"));
        await page.WaitForAsync(Replica);

        gateway.Signal(ProcessSignal.Stop);
        await page.WaitForAsync("document.getElementById('connection').innerText.includes('no connection')");

        gateway.Signal(ProcessSignal.Continue);
        await page.WaitForAsync("document.getElementById('connection').innerText.includes('live')");
    }

    private static Task<BrowserPage> OpenAsync(TestGateway gateway, int width = 1280, bool isDark = false) =>
        BrowserPage.OpenAsync(new Uri(gateway.Management.BaseAddress!, "/dashboard"), width, isDark);
}
