using Sentiment.Gateway.Tests.Kit;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>The page at <c>/docs</c> as people have it: a script of five megabytes that somebody else wrote, under our policy.</summary>
public sealed class DocsPageInABrowserTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string KeyField = "document.querySelector('.scalar-password-input')";
    private const string Test = "[...document.querySelectorAll('button')].find(button => button.innerText.includes('(post /api/v1/predict)'))";
    private const string Send = "document.querySelector('button[data-addressbar-action=send]')";

    // A library of the script's tries once whether it may make code of text, and does without when it may not. It must not: keys are typed in here.
    private const string Probe = "script-src eval";

    private Uri Address => new(shared.Gateway.Stranger.BaseAddress!, "/docs/");

    [Fact]
    public async Task Page_Opened_ShowsTheCallsSendsOneAndAsksThisGatewayAlone()
    {
        await using var page = await OpenAsync();
        await page.WaitForTextAsync("Predict many texts");
        await page.WaitForTextAsync("List what serves");

        await page.WaitForAsync(KeyField);
        await page.EvaluateAsync<object?>($"{KeyField}.focus()");
        await page.TypeAsync(TestKeys.Development);
        await page.ClickAsync(Test);
        await page.ClickAsync(Send);
        await page.WaitForTextAsync("200 OK");

        Assert.Contains("I love this product!", Assert.Single(shared.Pool.Calls).Body, StringComparison.Ordinal);
        Assert.Contains(new Uri(Address, "/openapi/v1.json").ToString(), page.Requests);
        Assert.All(page.Requests.Where(static address => !IsInThePage(address)), address => Assert.Equal(Address.Authority, new Uri(address).Authority));
        Assert.Empty(page.Errors);
        Assert.DoesNotContain(await page.ViolationsAsync(), static violation => violation != Probe);
    }

    [Fact]
    public async Task Page_SomethingInItAsksElsewhere_IsStoppedAndSaid()
    {
        await using var page = await OpenAsync();
        await page.WaitForTextAsync("Predict many texts");

        // By another name this machine is another host, too.
        var elsewhere = $"http://localhost:{FreePorts.Take()}/";
        await page.EvaluateAsync<object?>($"fetch('{elsewhere}').then(() => 1, () => 0)");
        await page.EvaluateAsync<object?>($"void (new Image().src = '{elsewhere}')");
        await page.EvaluateAsync<object?>("void document.body.appendChild(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))");

        await page.WaitForAsync($"window.violations.filter(violation => violation !== '{Probe}').length === 3");
        Assert.Equal(
            [$"connect-src {elsewhere}", $"img-src {elsewhere}", "script-src-elem inline"],
            (await page.ViolationsAsync()).Where(static violation => violation != Probe).Order(StringComparer.Ordinal));
        Assert.False(await page.EvaluateAsync<bool>("Boolean(window.ran)"));
        Assert.NotEmpty(page.Errors);
    }

    private static bool IsInThePage(string address) =>
        address.StartsWith("data:", StringComparison.Ordinal) || address.StartsWith("blob:", StringComparison.Ordinal);

    private Task<BrowserPage> OpenAsync()
    {
        Assert.SkipWhen(BrowserPage.SkipReason is not null, BrowserPage.SkipReason ?? string.Empty);
        return BrowserPage.OpenAsync(Address);
    }
}
