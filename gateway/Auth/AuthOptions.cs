using System.ComponentModel.DataAnnotations;

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

    /// <summary>The keys, as hashes.</summary>
    /// <value>Empty by default, which refuses the start: a gateway that nobody may call is a mistake.</value>
    public IList<ApiKeyOptions> Keys { get; } = [];
}

/// <summary>One key of a client.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>Name of the key in logs and experiments; not secret. Another name falls into other buckets.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>Base64 of HMAC-SHA256(pepper, key in UTF-8).</summary>
    public string Hash { get; set; } = string.Empty;

    /// <summary>Whom to ask about the key; for people.</summary>
    public string Owner { get; set; } = string.Empty;

    /// <summary>Ids of the arms that the key may use: no other is forced with it, and weights are shared out among these.</summary>
    /// <value>Empty by default: all arms.</value>
    public IList<string> Arms { get; } = [];
}
