using System.Collections.Frozen;
using System.Net;

namespace Sentiment.Hosting.Keys;

/// <summary>Who calls, as a feature of the request once it is known.</summary>
/// <param name="Id">The key's id, never the key; <c>dev</c> for the development key, <c>anonymous</c> and an address for a caller without one (never logged), <c>jwt-</c> and a hash for a token's.</param>
/// <param name="Scopes">What the caller may do.</param>
/// <param name="Plan">How much it may send.</param>
/// <param name="Arms">Ids of the arms that the caller may use; empty: all.</param>
public sealed record Client(string Id, FrozenSet<Scope> Scopes, string Plan, FrozenSet<string> Arms)
{
    public const string AnonymousId = "anonymous";
    public const string TokenPrefix = "jwt-";

    // No id of a key has a blank in it.
    private const string BeforeAddress = AnonymousId + " ";

    private static readonly FrozenSet<Scope> Usual = FrozenSet.Create(Scope.Predict, Scope.Feedback);

    /// <summary>What a log may have of the id: no address.</summary>
    public string Name => Id.StartsWith(BeforeAddress, StringComparison.Ordinal) ? AnonymousId : Id;

    public static Client Of(string id, CallerOptions options) => new(
        id, options.Scopes.Count == 0 ? Usual : options.Scopes.ToFrozenSet(), options.Plan, options.Arms.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>A caller without credentials: those at one address are one.</summary>
    public Client At(IPAddress address) => this with { Id = $"{BeforeAddress}{address}" };

    public bool MayUse(string arm) => Arms.Count == 0 || Arms.Contains(arm);
}
