using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>What <c>sentiment keys</c> says of a running system is so when it says it.</summary>
public sealed class KeyTests(SharedSystem shared)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Keys_SaidToBeInForce_AreAtOnce()
    {
        var made = KeyIn(await KeysAsync("create", "tests", "--owner", "tests"));
        Assert.Equal(200, await StatusAsync(made));

        var next = KeyIn(await KeysAsync("rotate", "tests", "--now"));
        Assert.Equal((401, 200), (await StatusAsync(made), await StatusAsync(next)));

        await KeysAsync("revoke", "tests");
        Assert.Equal(401, await StatusAsync(next));
    }

    private static string KeyIn(string output) => output.Split('\n').Single(static line => line.StartsWith("sk-", StringComparison.Ordinal));

    private async Task<string> KeysAsync(params string[] arguments)
    {
        var result = await CommandProcess.RunAsync(
            new ProcessCommand(RepositoryRoot.Combine("sentiment"), ["keys", .. arguments, "--state", shared.System.StateDirectory]), Limit);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Contains("and in force after", result.Output, StringComparison.Ordinal);
        return result.Output;
    }

    private async Task<int> StatusAsync(string key)
    {
        using var client = new HttpClient { BaseAddress = shared.System.Service("gateway").Address };
        client.DefaultRequestHeaders.Add(HeaderNames.ApiKey, key);
        using var response = await client.PostAsJsonAsync("/api/v1/predict", new { text = "fine" }, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
