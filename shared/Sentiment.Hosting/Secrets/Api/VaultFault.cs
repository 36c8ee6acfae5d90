namespace Sentiment.Hosting.Secrets.Api;

/// <summary>Why Vault did not do what it was asked.</summary>
internal enum VaultFault
{
    /// <summary>Nobody answers at its address, or the connection broke.</summary>
    Unreachable,

    /// <summary>It took longer than it may.</summary>
    Timeout,

    /// <summary>Its certificate is not one that this side believes.</summary>
    Untrusted,

    /// <summary>It runs and has not been unsealed, or not been set up.</summary>
    Sealed,

    /// <summary>The node that was asked is a standby and reaches no active one.</summary>
    Standby,

    /// <summary>A quota of requests is used up.</summary>
    Throttled,

    /// <summary>It failed in another way, 5xx.</summary>
    Unavailable,

    /// <summary>The token is not good, or its policies do not allow this: 403.</summary>
    Denied,

    /// <summary>It does not accept what was sent: 4xx.</summary>
    Refused,

    /// <summary>There is nothing at the path: 404.</summary>
    Missing,

    /// <summary>What it holds, or what this side has to log in with, cannot be used.</summary>
    Malformed,
}
