namespace Sentiment.Gateway.Experiments;

/// <summary>What step 5 has decided.</summary>
/// <param name="Arm">The arm whose answer the experiment wants.</param>
/// <param name="Alternatives">
/// Arms that may answer in its place when it cannot, the likeliest first; empty when the client insisted on this one.
/// </param>
internal sealed record Assignment(Arm Arm, IReadOnlyList<Arm> Alternatives);
