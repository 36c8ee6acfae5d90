using Sentiment.Hosting.Health;

namespace Sentiment.Gateway.Dashboard.Snapshots;

/// <summary>All that the page shows, at one moment, as this gateway sees it. Rates are of the last ten seconds, counts of the last ten minutes.</summary>
internal sealed record Snapshot(
    ServiceView Service,
    HealthView Health,
    TrafficNow Traffic,
    IReadOnlyList<TrafficPoint> History,
    IReadOnlyList<ArmView> Arms,
    IReadOnlyList<PoolView> Pools,
    CacheView Cache,
    IReadOnlyList<CountView> Limits,
    IReadOnlyList<CountView> Errors,
    IReadOnlyList<StateChange> Changes);

/// <param name="Name">As in logs.</param>
/// <param name="Version">Of the build.</param>
/// <param name="Instance">The machine's or the pod's name: a page shows one gateway of several.</param>
/// <param name="State"><c>ready</c>, <c>starting</c> or <c>draining</c>.</param>
/// <param name="Started">When it was.</param>
/// <param name="Now">When the snapshot was taken.</param>
internal sealed record ServiceView(string Name, string Version, string Instance, string State, DateTimeOffset Started, DateTimeOffset Now);

/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>: the worst of the checks.</param>
/// <param name="Checks">As at <c>/health</c>.</param>
internal sealed record HealthView(string Status, IReadOnlyList<CheckView> Checks);

internal sealed record CheckView(string Name, string Status, string? Description);

/// <param name="RequestsPerSecond">Calls of the API.</param>
/// <param name="TextsPerSecond">Texts that were answered.</param>
/// <param name="FailedShare">Calls that failed for a reason of ours ÷ calls; null without calls.</param>
/// <param name="CachedShare">Texts that were known ÷ texts; null without texts.</param>
/// <param name="RefusedPerSecond">Requests over a limit.</param>
internal sealed record TrafficNow(double RequestsPerSecond, double TextsPerSecond, double? FailedShare, double? CachedShare, double RefusedPerSecond);

/// <summary>Ten seconds.</summary>
/// <param name="At">Their end.</param>
/// <param name="Requests">A second.</param>
/// <param name="FailedShare">As in <see cref="TrafficNow"/>.</param>
/// <param name="CachedShare">As in <see cref="TrafficNow"/>.</param>
/// <param name="Refused">A second.</param>
internal sealed record TrafficPoint(DateTimeOffset At, double Requests, double? FailedShare, double? CachedShare, double Refused);

/// <param name="Id">Of the arm.</param>
/// <param name="Cluster">Of its replicas.</param>
/// <param name="Backend"><c>onnx</c> or <c>torch</c>.</param>
/// <param name="AssignedShare">By weight, of the requests that leave the choice to us.</param>
/// <param name="TextsPerSecond">Texts that it answered.</param>
/// <param name="ServedShare">Of all arms' texts; null without texts. The next two are shares of its own texts.</param>
/// <param name="CachedShare">That were known.</param>
/// <param name="PositiveShare">That were POSITIVE.</param>
/// <param name="Models">Different models that its replicas serve.</param>
/// <param name="Agreed">Predictions that clients said were right, since the start.</param>
/// <param name="Disagreed">And wrong.</param>
internal sealed record ArmView(
    string Id, string Cluster, string Backend, double AssignedShare, double TextsPerSecond, double? ServedShare, double? CachedShare, double? PositiveShare, int Models, double Agreed, double Disagreed);

/// <param name="Cluster">Its name.</param>
/// <param name="Arms">That it answers for.</param>
/// <param name="Replicas">In the order of their names.</param>
internal sealed record PoolView(string Cluster, IReadOnlyList<string> Arms, IReadOnlyList<ReplicaView> Replicas);

/// <param name="Name">Of the replica.</param>
/// <param name="Address">Where it is.</param>
/// <param name="State"><c>up</c>, <c>down</c> by its probes, or <c>ejected</c> for its answers.</param>
/// <param name="Digest">Of what it serves; null when it was never heard of.</param>
/// <param name="QueuedTokens">Tokens that wait or run there, as far as is known here.</param>
/// <param name="P50Ms">Half of its answers of the last minute took no longer, in milliseconds; null without answers.</param>
/// <param name="P99Ms">99 of 100 of them.</param>
/// <param name="AnswersPerSecond">To this gateway.</param>
internal sealed record ReplicaView(string Name, string Address, string State, string? Digest, int QueuedTokens, double? P50Ms, double? P99Ms, double AnswersPerSecond);

/// <param name="Entries">Answers in this gateway's memory.</param>
/// <param name="Bytes">About what they take.</param>
internal sealed record CacheView(int Entries, long Bytes);

/// <param name="Name">A limit, or an error's code.</param>
/// <param name="Title">What it means.</param>
/// <param name="Count">In the last ten minutes.</param>
internal sealed record CountView(string Name, string Title, double Count);
