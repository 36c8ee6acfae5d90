using System.Security.Cryptography;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Cli.Keys;

/// <summary>Where Vault is and who asks, by the variables that its own command has.</summary>
internal static class VaultEnvironment
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="CommandFailedException">One is missing, or cannot be used.</exception>
    public static VaultClient Open(TimeProvider time)
    {
        if (!Uri.TryCreate(Variable("VAULT_ADDR"), UriKind.Absolute, out var address) || !VaultAddress.IsSafe(address))
        {
            throw new CommandFailedException("Set VAULT_ADDR to Vault's address, such as https://vault.example:8200; http:// is for this machine.");
        }

        try
        {
            var authorities = Variable("VAULT_CACERT") is { } file ? VaultAddress.ReadAuthorities(File.ReadAllText(file)) : null;
            return new VaultClient(new VaultAddress(address, Variable("VAULT_NAMESPACE"), authorities, Timeout), time);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandFailedException($"VAULT_CACERT cannot be used: {broken.Message}");
        }
    }

    /// <summary>Of the environment, or what <c>vault login</c> has left.</summary>
    public static string Token()
    {
        var file = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".vault-token");
        return Variable("VAULT_TOKEN") ?? (File.Exists(file) ? File.ReadAllText(file).Trim() : throw new CommandFailedException("Set VAULT_TOKEN, or log in with `vault login`."));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
