using System.Text.Json;

namespace Sentiment.Cli.RunState;

/// <summary>The content of <c>gateway.json</c>: the gateway's configuration that <c>up</c> may change while it runs.</summary>
internal sealed record GatewayDocument(GatewaySection Sentiment)
{
    public void Write(string path) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, GatewayJson.Default.GatewayDocument));
}

internal sealed record GatewaySection(AuthSection Auth, RateLimitsSection RateLimits, IReadOnlyList<ArmEntry> Arms, IReadOnlyDictionary<string, ClusterEntry> Clusters);

/// <param name="Keys">By id: the development key; others are in the keys file.</param>
internal sealed record AuthSection(IReadOnlyDictionary<string, KeyEntry> Keys);

/// <param name="Hash">Base64 of HMAC-SHA256 over the key with the pepper: the key itself is in run.json only.</param>
/// <param name="Owner">Who uses it.</param>
/// <param name="Plan">How much it may send.</param>
internal sealed record KeyEntry(string Hash, string Owner, string Plan);

/// <param name="Plans">By name: the development key's, in which nobody is stopped by accident.</param>
internal sealed record RateLimitsSection(IReadOnlyDictionary<string, PlanEntry> Plans);

/// <summary>What is allowed in a minute.</summary>
internal sealed record PlanEntry(long Requests, long Texts, long Tokens);

internal sealed record ArmEntry(string Id, string Cluster, string Backend, double Weight);

internal sealed record ClusterEntry(IReadOnlyDictionary<string, DestinationEntry> Destinations);

internal sealed record DestinationEntry(string Address);
