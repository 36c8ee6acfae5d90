using System.Net;
using System.Text.RegularExpressions;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Pages;

/// <summary>The playground and the dashboard as files: complete, of this build, and with a policy that lets nothing else in.</summary>
public sealed partial class PageTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    public static TheoryData<string> Pages { get; } = new("/", "/dashboard");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_AndAllThatItLoads_ComeFromHereUnderThePolicy(string path)
    {
        var loaded = await LoadAsync(path);

        Assert.InRange(loaded.Count, 7, int.MaxValue);
        foreach (var (address, (response, content)) in loaded)
        {
            Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode}");
            var policy = response.HeaderOf("Content-Security-Policy");
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("no-cache", response.HeaderOf("Cache-Control"));
            Assert.DoesNotMatch(OtherHost(), content.Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal));
            Assert.DoesNotContain("style=", content, StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML =", content, StringComparison.Ordinal);
            response.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task File_ThatABrowserHas_IsNotSentAgain(string path)
    {
        using var first = await ClientOf(path).GetAsync(path, Requests.Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await ClientOf(path).SendAsync(again, Requests.Token);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Requests.Token));
    }

    [Fact]
    public async Task Playground_SwitchedOff_IsNotThere()
    {
        await using var gateway = TestGateway.Start([shared.Pool], ("Sentiment:Playground:Enabled", "false"));

        using var response = await gateway.Stranger.GetAsync("/", Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    [Fact]
    public async Task Playground_OnTheManagementPort_IsNotThere()
    {
        using var response = await shared.Gateway.Management.GetAsync("/", Requests.Token);

        await response.AssertProblemAsync(ErrorCode.NotFound);
    }

    [GeneratedRegex("https?://|//[a-z]+\\.", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OtherHost();

    [GeneratedRegex("(?:src|href)=\"(?<file>[^\"#:]+\\.(?:css|js|svg))\"|from '\\./(?<module>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Loaded();

    private HttpClient ClientOf(string path) => path == "/" ? shared.Gateway.Stranger : shared.Gateway.Management;

    // As a browser does: what a file names, and what that names.
    private async Task<Dictionary<string, (HttpResponseMessage Response, string Content)>> LoadAsync(string path)
    {
        var loaded = new Dictionary<string, (HttpResponseMessage, string)>(StringComparer.Ordinal);
        var waiting = new Queue<Uri>([new Uri(ClientOf(path).BaseAddress!, path)]);
        while (waiting.TryDequeue(out var address))
        {
            if (loaded.ContainsKey(address.AbsolutePath))
            {
                continue;
            }

            var response = await ClientOf(path).GetAsync(address, Requests.Token);
            var content = await response.Content.ReadAsStringAsync(Requests.Token);
            loaded.Add(address.AbsolutePath, (response, content));
            foreach (Match match in Loaded().Matches(content))
            {
                waiting.Enqueue(new Uri(address, match.Groups["file"].Success ? match.Groups["file"].Value : match.Groups["module"].Value));
            }
        }

        return loaded;
    }
}
