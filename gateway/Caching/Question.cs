using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Caching;

/// <summary>What a request wants to know, once step 5 has decided whom to ask.</summary>
/// <param name="Assignment">Who answers what is not known.</param>
/// <param name="Texts">One, or those of a batch.</param>
/// <param name="IsBatch">Whether it goes to the pool as a batch.</param>
/// <param name="Truncation">For texts that are too long.</param>
/// <param name="Use">What the cache may do.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Request">Its deadline and timing.</param>
internal sealed record Question(
    Assignment Assignment, IReadOnlyList<string> Texts, bool IsBatch, Truncation Truncation, CacheUse Use, Client Client, RequestContext Request);
