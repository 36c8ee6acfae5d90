using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Keys;

/// <summary>Beside a system that runs, the command says whether its gateway works with the change.</summary>
public sealed class KeysInForceTests : IDisposable
{
    private readonly StubRepository _repository = new();

    [Fact]
    public async Task Keys_EachChangeThatTheGatewayTakes_IsSaidToBeInForce()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80));

        var created = await KeysAsync("create", "shop", "--owner", "the shop");
        var rotated = await KeysAsync("rotate", "shop", "--now");
        var revoked = await KeysAsync("revoke", "shop");

        CommandResult[] all = [created, rotated, revoked];
        Assert.All(all, static result =>
        {
            Assert.Equal(0, result.ExitCode);
            Assert.Matches(@"(?m)^\S*keys\.json is written, and in force after [0-4]\.[0-9] s\.$", result.Output);
        });
        Assert.Equal([2, 2, 1], all.Select(static result => result.Output.Split("sk-shop-").Length));
    }

    [Fact]
    public async Task Create_GatewayRefusesItsFiles_ShowsTheKeyAndSaysThatItIsNotInForce()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80));
        await KeysAsync("create", "first", "--owner", "the shop");
        gateway.Accepts = false;

        var result = await KeysAsync("create", "shop", "--owner", "the shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("keys.json is written, and the gateway has not taken it yet: it refuses its configuration as it is now", result.Error);
        Assert.Contains("sk-shop-", result.Output);
        Assert.DoesNotContain("sk-", result.Error);
        Assert.DoesNotContain("in force", result.Output);
    }

    [Fact]
    public async Task Revoke_GatewayGone_SaysWhenItTakesEffect()
    {
        await using (await StubGateway.StartAsync(_repository, ("onnx", 80)))
        {
            await KeysAsync("create", "shop", "--owner", "the shop");
        }

        var result = await KeysAsync("revoke", "shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("shop is revoked.", result.Output);
        Assert.Contains("the gateway has not taken it yet: The gateway does not answer at ", result.Error);
        Assert.Contains("It takes effect when a gateway reads the file.", result.Error);
    }

    [Fact]
    public async Task Create_ManyAtOnce_AllAreInForce()
    {
        string[] ids = ["a", "b", "c", "d"];
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80));

        var results = await Task.WhenAll(ids.Select(id => KeysAsync("create", id, "--owner", "the shop")));

        Assert.All(results, static result => Assert.Equal(0, result.ExitCode));
        var listed = await KeysAsync("list");
        Assert.All(ids, id => Assert.Matches($"(?m)^{id} ", listed.Output));
    }

    public void Dispose() => _repository.Dispose();

    private Task<CommandResult> KeysAsync(params IReadOnlyList<string> arguments) =>
        CommandProcess.RunAsync(UpProcess.Command(_repository, ["keys", .. arguments]), UpProcess.Limit);
}
