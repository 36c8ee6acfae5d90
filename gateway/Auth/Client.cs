namespace Sentiment.Gateway.Auth;

/// <summary>Who calls, as a feature of the request from step 2 on.</summary>
/// <param name="Id">The key's id, never the key; <c>dev</c> for the development key.</param>
internal sealed record Client(string Id);
