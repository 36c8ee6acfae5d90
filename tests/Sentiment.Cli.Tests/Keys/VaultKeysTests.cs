using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Cli.Tests.Keys;

/// <summary>Keys in Vault, by the command as an operator has it.</summary>
public sealed class VaultKeysTests : IAsyncLifetime
{
    private const string Secret = "sentiment/keys";
    private static readonly byte[] Pepper = [.. Enumerable.Range(1, 32).Select(static value => (byte)value)];

    private readonly StubRepository _repository = new();
    private readonly TestAuthority _authority = new();
    private VaultServer _vault = null!;
    private string _token = null!;

    public async ValueTask InitializeAsync()
    {
        _vault = await VaultServer.StartAsync(_authority);
        _vault.Secrets.CasRequired = true;
        _token = _vault.Tokens.Give();
        await File.WriteAllTextAsync(Path.Combine(_repository.Root, "ca.crt"), _authority.Pem);
    }

    public async ValueTask DisposeAsync()
    {
        await _vault.DisposeAsync();
        _authority.Dispose();
        _repository.Dispose();
    }

    [Fact]
    public async Task Create_WithTransit_HasVaultMakeTheHash()
    {
        var pepper = _vault.Transit.Create("sentiment-keys");

        var result = await KeysAsync("--transit", "transit/sentiment-keys", "create", "shop", "--owner", "the shop", "--scope", "predict");

        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        var stored = Stored("shop");
        Assert.Equal(HashOf(pepper, KeyIn(result)), stored.GetProperty("Hash").GetString());
        Assert.Equal("the shop", stored.GetProperty("Owner").GetString());
        Assert.Contains("secret/sentiment/keys is written. A gateway that reads it has it in force within ten seconds.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_vault.Asked, static asked => asked.Contains("export", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CreateRotateRevoke_WithAPepper_EachMakeAVersion()
    {
        var created = await KeysAsync("create", "shop", "--owner", "the shop");
        Assert.Equal(HashOf(Pepper, KeyIn(created)), Stored("shop").GetProperty("Hash").GetString());

        var rotated = await KeysAsync("rotate", "shop", "--overlap", "1d");
        Assert.Equal(HashOf(Pepper, KeyIn(rotated)), Stored("shop").GetProperty("Hash").GetString());
        Assert.Equal(HashOf(Pepper, KeyIn(created)), Stored("shop").GetProperty("Previous").GetProperty("Hash").GetString());

        var listed = await KeysAsync("list");
        Assert.Contains("the shop", listed.Output, StringComparison.Ordinal);

        await KeysAsync("revoke", "shop");
        Assert.Equal("""{"Auth":{"Keys":{}}}""", _vault.Secrets.Latest(Secret));
        Assert.Equal(3, _vault.Secrets.VersionOf(Secret));
    }

    [Fact]
    public async Task Create_WhileAnotherWrites_LosesNeither()
    {
        await KeysAsync("create", "shop", "--owner", "the shop");
        var hash = Stored("shop").GetProperty("Hash").GetString();
        _vault.Secrets.BeforeWrite = () =>
        {
            _vault.Secrets.BeforeWrite = null;
            _vault.Secrets.Put(Secret, new { Auth = new { Keys = new { shop = new { Hash = hash, Owner = "the shop" }, other = new { Hash = hash, Owner = "others" } } } });
        };

        var result = await KeysAsync("create", "report", "--owner", "reporting");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(("the shop", "others", "reporting"), (OwnerOf("shop"), OwnerOf("other"), OwnerOf("report")));
        Assert.Equal(HashOf(Pepper, KeyIn(result)), Stored("report").GetProperty("Hash").GetString());
    }

    [Fact]
    public async Task Create_InASecretWithOtherSettings_LeavesItAlone()
    {
        _vault.Secrets.Put(Secret, new { Auth = new { Keys = new { } }, Redis = new { Connection = "r:6379,password=swordfish" } });

        var result = await KeysAsync("create", "shop", "--owner", "the shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("secret/sentiment/keys is no secret of keys alone", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, _vault.Secrets.VersionOf(Secret));
    }

    [Theory]
    [InlineData(VaultMode.Sealed, "Vault is sealed. Unseal it.")]
    [InlineData(VaultMode.Throttled, "rate limit quota exceeded")]
    public async Task Create_WhileVaultDoesNotServe_SaysWhy_AndShowsNoKey(VaultMode mode, string said)
    {
        _vault.Mode = mode;

        var result = await KeysAsync("create", "shop", "--owner", "the shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-shop-", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithATokenThatMayNotWrite_SaysSo_WithoutTheToken()
    {
        _vault.Tokens.Denied.Add("secret/data/");

        var result = await KeysAsync("create", "shop", "--owner", "the shop");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("permission denied", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_token, result.Error + result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--vault", "secret", "list")]
    [InlineData("--vault", "secret/../sys", "list")]
    [InlineData("--vault", "secret/keys", "--file", "keys.json", "list")]
    [InlineData("--transit", "transit/key", "list")]
    public async Task Keys_BadArguments_AreAMistakeOfTheCaller(params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_WithoutAnAddress_SaysWhereItComesFrom()
    {
        var result = await CommandProcess.RunAsync(UpProcess.Command(_repository, "keys", "--vault", "secret/sentiment/keys", "list"), UpProcess.Limit);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Set VAULT_ADDR", result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> KeysAsync(params IReadOnlyList<string> arguments) => RunAsync(["--vault", $"secret/{Secret}", .. arguments]);

    private Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments)
    {
        var command = UpProcess.Command(_repository, ["keys", .. arguments]);
        var environment = new Dictionary<string, string?>(command.Environment!)
        {
            ["VAULT_ADDR"] = _vault.Address.ToString(),
            ["VAULT_TOKEN"] = _token,
            ["VAULT_CACERT"] = Path.Combine(_repository.Root, "ca.crt"),
            ["Sentiment__Auth__Pepper"] = Convert.ToBase64String(Pepper),
        };
        return CommandProcess.RunAsync(command with { Environment = environment }, UpProcess.Limit);
    }

    private JsonElement Stored(string id)
    {
        using var document = JsonDocument.Parse(_vault.Secrets.Latest(Secret)!);
        return document.RootElement.GetProperty("Auth").GetProperty("Keys").GetProperty(id).Clone();
    }

    private string? OwnerOf(string id) => Stored(id).GetProperty("Owner").GetString();

    private static string KeyIn(CommandResult result) => result.Output.Split('\n').Single(static line => line.StartsWith("sk-", StringComparison.Ordinal));

    private static string HashOf(byte[] pepper, string key) => Convert.ToBase64String(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(key)));
}
