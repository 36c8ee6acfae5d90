using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Cli.Keys;

/// <summary>Something in an engine of Vault, as <c>MOUNT/NAME</c>.</summary>
internal sealed record VaultPlace(string Mount, string Name)
{
    /// <returns>Null when it is none.</returns>
    public static VaultPlace? Parse(string text) =>
        VaultPath.IsOne(text) && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? new VaultPlace(text[..end], text[(end + 1)..]) : null;

    public override string ToString() => $"{Mount}/{Name}";
}
