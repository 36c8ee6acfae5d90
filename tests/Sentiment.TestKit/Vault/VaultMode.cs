namespace Sentiment.TestKit.Vault;

/// <summary>How the server behaves, whoever asks.</summary>
public enum VaultMode
{
    /// <summary>Unsealed and active.</summary>
    Serving,

    /// <summary>Sealed: 503 to everything.</summary>
    Sealed,

    /// <summary>A standby that reaches no active node: 500 to what it would forward.</summary>
    StandbyAlone,

    /// <summary>A standby that names the active node, <see cref="VaultServer.Active"/>: 307.</summary>
    StandbyRedirecting,

    /// <summary>A performance standby that does not forward: 473, as <c>sys/health</c> has it.</summary>
    PerformanceStandby,

    /// <summary>A quota is used up: 429 with <c>Retry-After</c>.</summary>
    Throttled,

    /// <summary>Fails: 502, and no JSON, as a proxy in front of it does.</summary>
    Broken,

    /// <summary>Takes requests and answers none.</summary>
    Hanging,
}
