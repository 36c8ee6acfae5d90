using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Playground;

/// <summary>The playground as people have it: two arms on two pools.</summary>
public sealed class PlaygroundInABrowserTests : IAsyncLifetime
{
    private const string Cards = "document.getElementById('answers').children";

    private ScriptedPool _onnx = null!;
    private ScriptedPool _candidate = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(BrowserPage.SkipReason is not null, BrowserPage.SkipReason ?? string.Empty);
        (_onnx, _candidate) = (await ScriptedPool.StartAsync(), await ScriptedPool.StartAsync());
        _gateway = TestGateway.Start(
            [_onnx],
            ("Sentiment:Arms:1:Id", "candidate"),
            ("Sentiment:Arms:1:Cluster", "candidate"),
            ("Sentiment:Arms:1:Backend", "onnx"),
            ("Sentiment:Arms:1:Weight", "20"),
            ("Sentiment:Clusters:candidate:Destinations:candidate-1:Address", _candidate.Address.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
            await _candidate.DisposeAsync();
            await _onnx.DisposeAsync();
        }
    }

    [Fact]
    public async Task Text_Asked_IsAnsweredByEachArmSideBySide()
    {
        await using var page = await OpenAsync($"#key={TestKeys.Development}");
        await page.WaitForAsync("document.getElementById('key-state').innerText === 'set'");
        Assert.Equal(string.Empty, await page.EvaluateAsync<string>("location.hash"));

        await page.EvaluateAsync<object?>("document.getElementById('text').focus()");
        await page.TypeAsync(" <b>Truly</b>.");
        await page.EvaluateAsync<object?>("document.getElementById('form').requestSubmit()");
        await page.WaitForAsync($"{Cards}.length === 2 && [...{Cards}].every(card => card.querySelector('.verdict'))");

        var (first, second) = (await CardAsync(page, 0), await CardAsync(page, 1));
        Assert.StartsWith("candidate on onnx", first, StringComparison.Ordinal);
        Assert.StartsWith("onnx on onnx", second, StringComparison.Ordinal);
        Assert.All([first, second], static card => Assert.All(["POSITIVE", "%", "Gateway itself", "As seen from this page"], part => Assert.Contains(part, card, StringComparison.Ordinal)));
        Assert.Contains("<b>Truly</b>", Assert.Single(_candidate.Calls, static call => call.Path.EndsWith("/predict", StringComparison.Ordinal)).Body.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("X-Arm: candidate", await page.EvaluateAsync<string>("document.getElementById('curl').textContent"), StringComparison.Ordinal);

        // The page's own address had it behind the #, which browsers do not send.
        Assert.DoesNotContain(TestKeys.Development, string.Join('\n', page.Requests.Skip(1)) + await page.EvaluateAsync<string>("document.body.innerText"), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepAsync("playground");
    }

    [Fact]
    public async Task Feedback_Given_IsNotedForTheArm()
    {
        await using var page = await OpenAsync($"#key={TestKeys.Development}");
        await page.ClickAsync("document.getElementById('ask')");
        await page.ClickAsync($"{Cards}[0]?.querySelector('.feedback button')");

        await page.WaitForTextAsync("Noted: it counts for this arm.");

        var metrics = await _gateway.Management.GetStringAsync(new Uri("/metrics", UriKind.Relative), Requests.Token);
        Assert.Contains("ml_feedback_total{arm=\"candidate\",outcome=\"agreed\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arm_ThatCannotAnswer_ShowsItsProblemBesideTheOthersAnswer()
    {
        await _candidate.KillAsync();
        await using var page = await OpenAsync($"#key={TestKeys.Development}");
        await page.ClickAsync("document.getElementById('ask')");

        await page.WaitForAsync($"{Cards}[1]?.querySelector('.verdict')");
        Assert.Contains("E4002", await CardAsync(page, 0), StringComparison.Ordinal);
        Assert.Contains("POSITIVE", await CardAsync(page, 1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task WithoutAKey_OnAnyScreen_SaysWhatIsMissingAndTakesItByKeyboard(int width, bool isDark)
    {
        await using var page = await OpenAsync(string.Empty, width, isDark);
        await page.ClickAsync("document.getElementById('ask')");
        await page.WaitForTextAsync("Credentials are missing");
        Assert.Empty(await page.BarriersAsync());

        await page.WaitForAsync("document.activeElement.id === 'key'");
        await page.TypeAsync(TestKeys.Development);
        await page.PressAsync("Enter");

        await page.WaitForAsync($"{Cards}.length === 2 && [...{Cards}].every(card => card.querySelector('.verdict'))");
        Assert.Empty(await page.BarriersAsync());
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        await page.KeepAsync($"playground-{width}-{(isDark ? "dark" : "light")}");
    }

    [Fact]
    public async Task Text_Empty_SaysTheApisProblem()
    {
        await using var page = await OpenAsync($"#key={TestKeys.Development}");
        await page.EvaluateAsync<object?>("void (document.getElementById('text').value = '')");
        await page.ClickAsync("document.getElementById('ask')");

        await page.WaitForAsync($"[...{Cards}].every(card => card.innerText.includes('E1001')) && {Cards}.length === 2");
        Assert.DoesNotContain(_onnx.Calls, static call => call.Path.EndsWith("/predict", StringComparison.Ordinal));
    }

    private static Task<string> CardAsync(BrowserPage page, int number) => page.EvaluateAsync<string>($"{Cards}[{number}].innerText");

    private Task<BrowserPage> OpenAsync(string fragment, int width = 1280, bool isDark = false) =>
        BrowserPage.OpenAsync(new Uri(_gateway.Stranger.BaseAddress!, $"/{fragment}"), width, isDark);
}
