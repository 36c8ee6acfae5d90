using System.Globalization;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>
/// <c>RateLimit</c> and <c>RateLimit-Policy</c>, as draft-ietf-httpapi-ratelimit-headers-10 has them: a policy each for requests, texts and tokens;
/// <c>q</c> quota and <c>w</c> seconds of its window, <c>r</c> what remains and <c>t</c> seconds until all is there again.
/// </summary>
internal static class RateLimitHeaders
{
    private const string Remaining = "RateLimit";
    private const string Policy = "RateLimit-Policy";

    public static void Write(IHeaderDictionary headers, Usage usage)
    {
        headers[Policy] = usage.Policy;
        var (requests, texts, tokens) = (usage[Limit.Requests].Look(), usage[Limit.Texts].Look(), usage[Limit.Tokens].Look());
        headers[Remaining] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"requests\";r={Left(requests)};t={Seconds(requests)}, \"texts\";r={Left(texts)};t={Seconds(texts)}, \"tokens\";r={Left(tokens)};t={Seconds(tokens)}");
    }

    private static long Left(Taken bucket) => Math.Max(0, bucket.Remaining);

    private static long Seconds(Taken bucket) => (long)Math.Ceiling(bucket.Full.TotalSeconds);
}
