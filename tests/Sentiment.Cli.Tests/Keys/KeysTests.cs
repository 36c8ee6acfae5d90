using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Keys;

public sealed class KeysTests : IDisposable
{
    private static readonly byte[] Pepper = [.. Enumerable.Range(1, 32).Select(static value => (byte)value)];

    private readonly StubRepository _repository = new();

    private string KeysFile => Path.Combine(_repository.Root, "keys.json");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Create_NewId_ShowsTheKeyOnceAndStoresItsHash()
    {
        var result = await KeysAsync("create", "shop", "--owner", "the shop", "--scope", "predict", "--arm", "onnx", "--expires", "90d");

        Assert.Equal(0, result.ExitCode);
        var key = KeyIn(result);
        Assert.Matches("^sk-shop-[0-9A-Za-z]{32}$", key);
        var stored = Stored("shop");
        Assert.Equal(HashOf(key), stored.GetProperty("Hash").GetString());
        Assert.Equal("the shop", stored.GetProperty("Owner").GetString());
        Assert.Equal("""["predict"]""", JsonSerializer.Serialize(stored.GetProperty("Scopes")));
        Assert.Equal("""["onnx"]""", JsonSerializer.Serialize(stored.GetProperty("Arms")));
        Assert.InRange(stored.GetProperty("Expires").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(89), TimeSpan.FromDays(90));
        Assert.DoesNotContain(key, File.ReadAllText(KeysFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeysFile));
        }
    }

    [Fact]
    public async Task Create_IdThatIsThere_SaysWhatToDoAndLeavesIt()
    {
        await KeysAsync("create", "shop", "--owner", "the shop");
        var before = File.ReadAllText(KeysFile);

        var result = await KeysAsync("create", "shop", "--owner", "others");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("sentiment keys rotate shop", result.Error);
        Assert.Equal(before, File.ReadAllText(KeysFile));
    }

    [Fact]
    public async Task Rotate_Key_KeepsTheFormerForAWhile()
    {
        await KeysAsync("create", "shop", "--owner", "the shop", "--scope", "metrics");
        var former = Stored("shop").GetProperty("Hash").GetString();

        var result = await KeysAsync("rotate", "shop", "--overlap", "2h");

        var stored = Stored("shop");
        Assert.Equal(HashOf(KeyIn(result)), stored.GetProperty("Hash").GetString());
        Assert.Equal(former, stored.GetProperty("Previous").GetProperty("Hash").GetString());
        Assert.InRange(
            stored.GetProperty("Previous").GetProperty("Until").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(118), TimeSpan.FromHours(2));
        Assert.Equal("""["metrics"]""", JsonSerializer.Serialize(stored.GetProperty("Scopes")));
    }

    [Fact]
    public async Task Rotate_Now_EndsTheFormer()
    {
        await KeysAsync("create", "shop", "--owner", "the shop");

        var result = await KeysAsync("rotate", "shop", "--now");

        Assert.Equal(0, result.ExitCode);
        Assert.False(Stored("shop").TryGetProperty("Previous", out _));
    }

    [Fact]
    public async Task Revoke_Key_RemovesIt()
    {
        await KeysAsync("create", "shop", "--owner", "the shop");

        var result = await KeysAsync("revoke", "shop");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("shop is revoked.", result.Output);
        Assert.Empty(AllStored().EnumerateObject());
    }

    [Fact]
    public async Task Revoke_IdThatIsNotThere_SaysWhichAre()
    {
        await KeysAsync("create", "shop", "--owner", "the shop");

        var result = await KeysAsync("revoke", "shap");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("There is no key shap; there are shop.", result.Error);
    }

    [Fact]
    public async Task List_Keys_ShowsThemWithoutTheirHashes()
    {
        await KeysAsync("create", "shop", "--owner", "the shop", "--arm", "onnx");
        await KeysAsync("create", "report", "--owner", "reporting", "--scope", "metrics");

        var result = await KeysAsync("list");

        Assert.Matches("(?m)^report  reporting  metrics +all +default  never$", result.Output);
        Assert.Matches("(?m)^shop    the shop   predict,feedback  onnx  default  never$", result.Output);
        Assert.DoesNotContain(Stored("shop").GetProperty("Hash").GetString()!, result.Output);
    }

    [Fact]
    public async Task Create_NoPepper_SaysWhereItComesFrom()
    {
        var result = await RunAsync(pepper: null, "--file", KeysFile, "create", "shop", "--owner", "the shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Set Sentiment__Auth__Pepper", result.Error);
        Assert.False(File.Exists(KeysFile));
    }

    [Fact]
    public async Task Create_FileWithOtherSettings_LeavesItAlone()
    {
        const string content = """{"Sentiment":{"Arms":[],"Auth":{"Keys":{}}}}""";
        await File.WriteAllTextAsync(KeysFile, content, TestContext.Current.CancellationToken);

        var result = await KeysAsync("create", "shop", "--owner", "the shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Keep keys in a file of their own", result.Error);
        Assert.Equal(content, File.ReadAllText(KeysFile));
    }

    [Theory]
    [InlineData("create", "The Shop", "--owner", "x")]
    [InlineData("create", "shop")]
    [InlineData("create", "dev", "--owner", "x")]
    [InlineData("create", "jwt-1", "--owner", "x")]
    [InlineData("create", "shop", "--owner", "x", "--scope", "everything")]
    [InlineData("create", "shop", "--owner", "x", "--expires", "soon")]
    [InlineData("rotate", "shop", "--overlap", "0d")]
    [InlineData("list", "--state", "elsewhere")]
    [InlineData("rotate", "shop", "--overlap")]
    public async Task Keys_BadArguments_AreAMistakeOfTheCaller(params string[] arguments)
    {
        var result = await KeysAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--help", result.Error);
    }

    [Fact]
    public async Task Create_BesideASystem_OutlivesItsRestart()
    {
        await using (var up = UpProcess.Start(_repository))
        {
            await up.WaitReadyAsync();
            up.Process.Signal(ProcessSignal.Terminate);
            await up.Process.WaitForExitAsync(UpProcess.Limit);
        }

        var created = await CommandProcess.RunAsync(UpProcess.Command(_repository, "keys", "create", "shop", "--owner", "the shop"), UpProcess.Limit);
        await using var again = UpProcess.Start(_repository);
        await again.WaitReadyAsync();

        var listed = await CommandProcess.RunAsync(UpProcess.Command(_repository, "keys", "list"), UpProcess.Limit);
        Assert.Equal(0, created.ExitCode);
        Assert.Contains("has it in force within 5 seconds", created.Output);
        Assert.Contains("the shop", listed.Output);
    }

    private Task<CommandResult> KeysAsync(params IReadOnlyList<string> arguments) =>
        RunAsync(Convert.ToBase64String(Pepper), ["--file", KeysFile, .. arguments]);

    private Task<CommandResult> RunAsync(string? pepper, params IReadOnlyList<string> arguments)
    {
        var command = UpProcess.Command(_repository, ["keys", .. arguments]);
        return CommandProcess.RunAsync(
            command with { Environment = new Dictionary<string, string?>(command.Environment!) { ["Sentiment__Auth__Pepper"] = pepper } }, UpProcess.Limit);
    }

    private JsonElement AllStored()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(KeysFile));
        return document.RootElement.GetProperty("Sentiment").GetProperty("Auth").GetProperty("Keys").Clone();
    }

    private JsonElement Stored(string id) => AllStored().GetProperty(id);

    private static string KeyIn(CommandResult result) => result.Output.Split('\n').Single(static line => line.StartsWith("sk-", StringComparison.Ordinal));

    private static string HashOf(string key) => Convert.ToBase64String(HMACSHA256.HashData(Pepper, Encoding.UTF8.GetBytes(key)));
}
