using Sentiment.Hosting.Keys;

namespace Sentiment.Serving.Auth;

/// <summary>Who may ask a pool for predictions: <c>Sentiment:Auth</c>. Beside the gateway its clients, where the pool is told so.</summary>
public sealed class PoolAuthOptions : KeysOptions
{
    /// <summary>SHA-256, in hex, of the key that the gateway sends as <c>X-API-Key</c>. The key itself: at least 32 random bytes, in hex or Base64.</summary>
    /// <value>None by default, which is accepted where clients' keys are taken, where callers must show a certificate, and in Development on a loopback address: there, no key is asked for.</value>
    public string? PoolKeyHash { get; set; }

    /// <summary>Whether the keys of the gateway's clients are good here, with the scope <c>predict</c>. Nothing is on a plan here.</summary>
    /// <value>The default is false: the pepper and the keys may be here for the management port alone.</value>
    public bool TakesClients { get; set; }

    /// <summary>Ids of the arms that this pool serves. A pool knows of no arms by itself: a key that is limited to some is let in when it has one of these.</summary>
    /// <value>Empty by default: keys that are limited to arms are refused.</value>
    public IList<string> Arms { get; } = [];
}
