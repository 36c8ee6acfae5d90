using System.Text.Json;

namespace Sentiment.Cli.RunState;

/// <summary>The content of <c>gateway.json</c>: the gateway's configuration that <c>up</c> may change while it runs.</summary>
internal sealed record GatewayDocument(GatewaySection Sentiment)
{
    public void Write(string path) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, GatewayJson.Default.GatewayDocument));
}

internal sealed record GatewaySection(AuthSection Auth, IReadOnlyList<ArmEntry> Arms, IReadOnlyDictionary<string, ClusterEntry> Clusters);

internal sealed record AuthSection(IReadOnlyList<KeyEntry> Keys);

/// <param name="Id">Stable name of the key; the development key's is always <c>dev</c>.</param>
/// <param name="Hash">Base64 of HMAC-SHA256 over the key with the pepper: the key itself is in run.json only.</param>
/// <param name="Owner">Who uses it.</param>
internal sealed record KeyEntry(string Id, string Hash, string Owner);

internal sealed record ArmEntry(string Id, string Cluster, string Backend, double Weight);

internal sealed record ClusterEntry(IReadOnlyDictionary<string, DestinationEntry> Destinations);

internal sealed record DestinationEntry(string Address);
