using System.Collections.Frozen;

namespace Sentiment.Gateway.Auth;

/// <summary>Who calls, as a feature of the request from step 2 on.</summary>
/// <param name="Id">The key's id, never the key; <c>dev</c> for the development key.</param>
/// <param name="Arms">Ids of the arms that the key may use; empty: all.</param>
internal sealed record Client(string Id, FrozenSet<string> Arms)
{
    public bool MayUse(string arm) => Arms.Count == 0 || Arms.Contains(arm);
}
