using System.ComponentModel.DataAnnotations;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Gateway.RateLimiting;

namespace Sentiment.Gateway.Auth;

/// <summary>Who may call: <c>Sentiment:Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Fewest bytes of <see cref="Pepper"/>: 128 bits cannot be guessed.</summary>
    public const int MinimumPepperBytes = 16;

    /// <summary>
    /// Secret that turns a key into its hash: HMAC-SHA256(pepper, key in UTF-8). Base64, at least 16 bytes; from the environment or a secret
    /// file, apart from the hashes, so that neither is of use alone.
    /// </summary>
    /// <value>No default.</value>
    [Required]
    public string? Pepper { get; set; }

    /// <summary>
    /// The keys, as hashes, by id: 1 to 64 lower-case letters, digits, dots, dashes or underscores. The id is the name of a key in logs, limits and
    /// experiments, and its second part (<c>sk-ID-SECRET</c>); it is not secret. Another id falls into other buckets.
    /// </summary>
    /// <value>Empty by default, which refuses the start unless others may call: a gateway that nobody may call is a mistake.</value>
    public IDictionary<string, ApiKeyOptions> Keys { get; } = new Dictionary<string, ApiKeyOptions>(StringComparer.Ordinal);

    /// <summary>What callers without credentials may do.</summary>
    /// <value>None by default: nothing.</value>
    public AnonymousOptions? Anonymous { get; set; }

    /// <summary>Callers with a token of an issuer elsewhere.</summary>
    /// <value>None by default: tokens are refused.</value>
    public TokenOptions? Jwt { get; set; }

    /// <summary>Refused credentials that an address may send in a minute before it is told to wait instead.</summary>
    /// <value>The default is 20. A known key is let in whatever others at its address do.</value>
    public int RefusalsPerMinute { get; set; } = 20;
}

/// <summary>What a caller may do, whoever it is.</summary>
internal abstract class CallerOptions
{
    /// <summary>What the caller may do.</summary>
    /// <value>Empty by default: predict and give feedback.</value>
    public IList<Scope> Scopes { get; } = [];

    /// <summary>How much it may send: a plan of <c>Sentiment:RateLimits:Plans</c>.</summary>
    /// <value>The default is <c>default</c>.</value>
    public string Plan { get; set; } = PlanOptions.DefaultName;

    /// <summary>Ids of the arms that the caller may use: no other is forced, and weights are shared out among these.</summary>
    /// <value>Empty by default: all arms.</value>
    public IList<string> Arms { get; } = [];
}

/// <summary>Callers without credentials.</summary>
internal sealed class AnonymousOptions : CallerOptions;

/// <summary>One key of a client.</summary>
internal sealed class ApiKeyOptions : CallerOptions
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
internal sealed class PreviousKeyOptions
{
    /// <inheritdoc cref="ApiKeyOptions.Hash"/>
    public string Hash { get; set; } = string.Empty;

    /// <summary>When it ends.</summary>
    public DateTimeOffset Until { get; set; }
}
