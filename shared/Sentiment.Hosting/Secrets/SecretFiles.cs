using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Secrets;

/// <summary>Files, of which some are keys of secrets: <c>vault:NAME/KEY</c>. Those are in memory alone.</summary>
public sealed class SecretFiles
{
    internal const string Scheme = "vault:";

    private readonly VaultProvider? _provider;

    internal SecretFiles(VaultProvider? provider) => _provider = provider;

    /// <summary>Where there is no Vault.</summary>
    public static SecretFiles None { get; } = new(provider: null);

    /// <summary>Whether there is a Vault that has not been read yet.</summary>
    internal bool AreToCome => _provider is { IsRead: false };

    internal FileContent Read(string path)
    {
        if (!path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return FileContent.Read(path);
        }

        return _provider is not null && _provider.Latest.Files.TryGetValue(path[Scheme.Length..], out var content)
            ? content
            : FileContent.NotThere(path, $"name the secret under Sentiment:{VaultOptions.Section}:{nameof(VaultOptions.Files)}, and one of its keys after the /.");
    }
}
