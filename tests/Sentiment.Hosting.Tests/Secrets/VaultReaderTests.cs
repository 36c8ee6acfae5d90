using System.Text;
using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>What becomes of secrets, as settings and as files.</summary>
public sealed class VaultReaderTests
{
    [Fact]
    public async Task Settings_OfSeveralSecrets_StandSideBySide()
    {
        await using var rig = await VaultRig.StartAsync(static options =>
        {
            options.Secrets["more"] = new VaultSecretOptions { Path = "sentiment/more", Section = "Redis" };
            options.Secrets["others"] = new VaultSecretOptions { Path = "others/pepper", Section = "Auth", Values = { ["hmac-secret"] = "Pepper" } };
        });
        rig.Server.Secrets.Put("sentiment/keys", new Dictionary<string, object> { ["Dispatch:PoolKey"] = "p", ["Supply"] = new { Amount = 7 } });
        rig.Server.Secrets.Put("sentiment/more", new { Connection = "r" });
        rig.Server.Secrets.Put("others/pepper", new Dictionary<string, string> { ["hmac-secret"] = "cGVw", ["unused"] = "u" });

        var (content, problem) = await rig.ReadAsync();

        Assert.Null(problem);
        var (settings, unusable) = content!.Settings.Parse();
        Assert.Null(unusable);
        Assert.Equal(("p", "7", "r", "cGVw"), (Of("Dispatch:PoolKey"), Of("Supply:Amount"), Of("Redis:Connection"), Of("Auth:Pepper")));
        Assert.Null(Of("Auth:unused"));

        string? Of(string key) => settings.TryGet($"Sentiment:{key}", out var value) ? value : null;
    }

    [Fact]
    public async Task Settings_OfAnotherVersionWithTheSameValues_AreNoChange()
    {
        await using var rig = await VaultRig.StartAsync();
        var (before, _) = await rig.ReadAsync();

        rig.Server.Secrets.Put("sentiment/keys", new { Supply = new { Amount = 7 } });
        var (same, _) = await rig.ReadAsync();
        rig.Server.Secrets.Put("sentiment/keys", new { Supply = new { Amount = 8 } });
        var (other, _) = await rig.ReadAsync();

        Assert.True(before!.Settings.IsSameAs(same!.Settings));
        Assert.False(before.Settings.IsSameAs(other!.Settings));
    }

    [Fact]
    public async Task Files_AreFoundByNameAndKey()
    {
        await using var rig = await VaultRig.StartAsync(static options => options.Files["tls"] = new VaultFileOptions { Path = "sentiment/tls" });
        rig.Server.Secrets.Put("sentiment/tls", new { certificate = "c", key = "k" });
        var files = new SecretFiles(rig.Provider);
        Assert.True(files.AreToCome);

        var (content, _) = await rig.ReadAsync();
        rig.Provider.Latest = content!;

        Assert.False(files.AreToCome);
        Assert.Equal("c", Encoding.UTF8.GetString(files.Read("vault:tls/certificate").Bytes));
        Assert.Null(files.Read("vault:TLS/key").Unreadable);
        Assert.Contains("vault:tls/absent cannot be used", files.Read("vault:tls/absent").Unreadable, StringComparison.Ordinal);
        Assert.Contains("The file /nowhere/tls.crt cannot be used", files.Read("/nowhere/tls.crt").Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WithOneSecretMissing_GivesNothing()
    {
        await using var rig = await VaultRig.StartAsync(static options => options.Secrets["z"] = new VaultSecretOptions { Path = "sentiment/z" });

        Assert.Equal(VaultFault.Missing, (await rig.ProblemAsync()).Fault);
    }
}
