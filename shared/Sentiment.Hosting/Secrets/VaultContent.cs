using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Secrets;

/// <summary>All that was read of Vault, of one look.</summary>
/// <param name="Settings">What becomes part of the configuration.</param>
/// <param name="Files">By name and key, as <c>NAME/KEY</c>.</param>
internal sealed record VaultContent(FileContent Settings, IReadOnlyDictionary<string, FileContent> Files)
{
    public static VaultContent None { get; } = new(FileContent.Of(Holder, "{}"u8.ToArray()), new Dictionary<string, FileContent>(StringComparer.OrdinalIgnoreCase));

    /// <summary>As messages have it.</summary>
    public const string Holder = "What Vault holds";

    /// <summary>As metrics have it.</summary>
    public const string Name = "vault";
}
