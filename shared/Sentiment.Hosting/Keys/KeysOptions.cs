namespace Sentiment.Hosting.Keys;

/// <summary>The keys that a service knows: <c>Sentiment:Auth</c>, of which it may have more. The same in gateway and pools, so that one file is for both.</summary>
public class KeysOptions
{
    public const string Section = "Auth";

    /// <summary>Fewest bytes of <see cref="Pepper"/>: 128 bits cannot be guessed.</summary>
    public const int MinimumPepperBytes = 16;

    /// <summary>
    /// Secret that turns a key into its hash: HMAC-SHA256(pepper, key in UTF-8). Base64, at least 16 bytes; from the environment or a secret
    /// file, apart from the hashes, so that neither is of use alone.
    /// </summary>
    /// <value>No default: the gateway needs one, and a pool without one takes nobody's key.</value>
    public string? Pepper { get; set; }

    /// <summary>
    /// The keys, as hashes, by id: 1 to 64 lower-case letters, digits, dots, dashes or underscores. The id is the name of a key in logs, limits and
    /// experiments, and its second part (<c>sk-ID-SECRET</c>); it is not secret. Another id falls into other buckets.
    /// </summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, ApiKeyOptions> Keys { get; } = new Dictionary<string, ApiKeyOptions>(StringComparer.Ordinal);

    /// <summary>Refused credentials that an address may send in a minute before it is told to wait instead.</summary>
    /// <value>The default is 20. A known key is let in whatever others at its address do.</value>
    public int RefusalsPerMinute { get; set; } = 20;

    /// <summary>Whether the management port asks for a key: with the scope <c>metrics</c> for the metrics, <c>admin</c> for all else but probes.</summary>
    /// <value>The default is false: the port is bound to an address that only operators reach.</value>
    public bool ManagementNeedsKey { get; set; }

    /// <summary>Whether keys are looked at: with a pepper they are, even when the last one was revoked.</summary>
    public bool AreInUse => !string.IsNullOrEmpty(Pepper);
}

/// <summary>What a caller may do, whoever it is.</summary>
public abstract class CallerOptions
{
    /// <summary>The plan of whoever names none.</summary>
    public const string DefaultPlan = "default";

    /// <summary>What the caller may do.</summary>
    /// <value>Empty by default: predict and give feedback.</value>
    public IList<Scope> Scopes { get; } = [];

    /// <summary>How much it may send at the gateway: a plan of <c>Sentiment:RateLimits:Plans</c>.</summary>
    /// <value>The default is <c>default</c>.</value>
    public string Plan { get; set; } = DefaultPlan;

    /// <summary>Ids of the arms that the caller may use: no other is forced, and weights are shared out among these.</summary>
    /// <value>Empty by default: all arms.</value>
    public IList<string> Arms { get; } = [];
}

/// <summary>One key of a client.</summary>
public sealed class ApiKeyOptions : CallerOptions
{
    /// <summary>Base64 of HMAC-SHA256(pepper, key in UTF-8).</summary>
    public string Hash { get; set; } = string.Empty;

    /// <summary>Whom to ask about the key; for people.</summary>
    public string Owner { get; set; } = string.Empty;

    /// <summary>When the key ends.</summary>
    /// <value>None by default: it does not.</value>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>The hash from before a rotation, for clients that have not changed yet.</summary>
    /// <value>None by default.</value>
    public PreviousKeyOptions? Previous { get; set; }
}

/// <summary>A key that has been replaced and is still good for a while.</summary>
public sealed class PreviousKeyOptions
{
    /// <inheritdoc cref="ApiKeyOptions.Hash"/>
    public string Hash { get; set; } = string.Empty;

    /// <summary>When it ends.</summary>
    public DateTimeOffset Until { get; set; }
}
