namespace Sentiment.Hosting.Secrets.Api;

/// <summary>A token and how long it is good. Not a record: one would print it.</summary>
internal sealed class VaultToken(string value, TimeSpan lease, bool isRenewable, DateTimeOffset since)
{
    // Time for a few tries, when Vault is away just then.
    private const double DueAfter = 2.0 / 3.0;

    public string Value => value;

    public bool IsRenewable => isRenewable;

    /// <summary>Whether it is time to have it renewed, or replaced.</summary>
    /// <remarks>A lease of zero is for ever.</remarks>
    public bool IsDue(DateTimeOffset now) => lease > TimeSpan.Zero && now - since >= lease * DueAfter;

    /// <summary>As it is after a renewal.</summary>
    public VaultToken Renewed(TimeSpan newLease, bool stillRenewable, DateTimeOffset now) => new(value, newLease, stillRenewable, now);

    /// <summary>Of a login's answer.</summary>
    public static VaultAnswer<VaultToken> Of(VaultBody body, DateTimeOffset now) => body.TextAt("auth", "client_token") is { Length: > 0 } token
        ? new VaultToken(token, body.SecondsAt("auth", "lease_duration"), body.IsTrueAt("auth", "renewable"), now)
        : new VaultProblem(VaultFault.Malformed, "The answer to the login has no token.");
}
