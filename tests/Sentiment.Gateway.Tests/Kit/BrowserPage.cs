using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using PuppeteerSharp;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>
/// A page in a real browser, and all that it asks for and complains of. Where there is no browser, tests are skipped:
/// <c>Assert.SkipWhen(BrowserPage.SkipReason is not null, BrowserPage.SkipReason ?? string.Empty)</c>.
/// </summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const string Program = "chromium";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private BrowserPage(IBrowser browser, IPage page) => (_browser, _page) = (browser, page);

    /// <summary>Null when there is one; otherwise why a test that needs it cannot run.</summary>
    public static string? SkipReason { get; } =
        Find() is null ? $"needs {Program} in PATH; on Debian, as root, ./sentiment test installs it" : null;

    /// <summary>Addresses of all that was asked for, whether it was let or not.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>What stands in red in the browser's console, what scripts threw, and requests that failed.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <param name="address">Of the page.</param>
    /// <param name="width">Of the window, in pixels: 390 is a phone.</param>
    /// <param name="isDark">Whether the reader's system is.</param>
    public static async Task<BrowserPage> OpenAsync(Uri address, int width = 1280, bool isDark = false)
    {
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = Find() ?? throw new FileNotFoundException(SkipReason),
            DefaultViewport = new ViewPortOptions { Width = width, Height = 1000 },

            // It opens nothing but pages of ours, and the sandbox is not to be had as root; containers have a small /dev/shm.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
        try
        {
            var page = new BrowserPage(browser, await browser.NewPageAsync());
            await page._page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
            await page.BeginAsync(address);
            return page;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the page's policy has stopped: the directive, and what was asked for.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync() => await EvaluateAsync<string[]>("window.violations");

    /// <summary>The value of an expression of JavaScript; a promise is waited for.</summary>
    public Task<T> EvaluateAsync<T>(string expression) => _page.EvaluateExpressionAsync<T>(expression);

    /// <summary>Waits until an expression of JavaScript is true.</summary>
    public Task WaitForAsync(string expression) =>
        Poll.UntilAsync(async () => await EvaluateAsync<bool>($"Boolean({expression})"), Limit, TestContext.Current.CancellationToken, expression);

    /// <summary>Waits until people can read this somewhere.</summary>
    public Task WaitForTextAsync(string text) => WaitForAsync($"document.body.innerText.includes('{text}')");

    /// <summary>Waits for an element, an expression of JavaScript, and clicks it.</summary>
    public async Task ClickAsync(string element)
    {
        await WaitForAsync(element);
        await EvaluateAsync<object?>($"({element}).click()");
    }

    /// <summary>A key, such as <c>Tab</c> or <c>Enter</c>.</summary>
    public Task PressAsync(string key) => _page.Keyboard.PressAsync(key);

    /// <summary>What axe finds that keeps people from using the page: the rule, and where. Empty when nothing does.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        await _page.EvaluateExpressionAsync(Axe);
        return await EvaluateAsync<string[]>(
            "axe.run().then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}: ${node.failureSummary}`)))");
    }

    /// <summary>The page as it is now, for people to look at where <c>SENTIMENT_SCREENSHOTS</c> names a folder.</summary>
    public async Task KeepAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SENTIMENT_SCREENSHOTS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await _page.ScreenshotAsync(Path.Combine(folder, $"{name}.png"), new ScreenshotOptions { FullPage = true });
        }
    }

    /// <summary>Types into what has the focus.</summary>
    public Task TypeAsync(string text) => _page.Keyboard.TypeAsync(text);

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    private async Task BeginAsync(Uri address)
    {
        _page.Request += (_, request) => _requests.Enqueue(request.Request.Url);
        _page.RequestFailed += (_, request) => _errors.Enqueue($"{request.Request.Url}: {request.Request.FailureText}");
        _page.PageError += (_, error) => _errors.Enqueue(error.Message);
        _page.Console += (_, line) =>
        {
            if (line.Message.Type == ConsoleType.Error)
            {
                _errors.Enqueue(line.Message.Text);
            }
        };
        await _page.EvaluateFunctionOnNewDocumentAsync(
            "() => { window.violations = []; document.addEventListener('securitypolicyviolation', found => window.violations.push(found.effectiveDirective + ' ' + found.blockedURI)); }");
        await _page.GoToAsync(address.ToString());
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists);
}
