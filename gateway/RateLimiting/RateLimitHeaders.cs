using System.Globalization;
using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>
/// <c>RateLimit</c> and <c>RateLimit-Policy</c>, as draft-ietf-httpapi-ratelimit-headers-10 has them: a policy each for requests, texts and tokens;
/// <c>q</c> quota and <c>w</c> seconds of its window, <c>r</c> what remains and <c>t</c> seconds until all is there again.
/// </summary>
internal static class RateLimitHeaders
{
    public const string Remaining = "RateLimit";
    public const string Policy = "RateLimit-Policy";

    public static void Write(IHeaderDictionary headers, Charge charge)
    {
        headers[Policy] = charge.Plan.Policy;
        if (charge.Standing is not { } standing)
        {
            // Nobody can tell.
            return;
        }

        var (requests, texts, tokens) = (standing.Requests, standing.Texts, Less(standing.Tokens, charge));
        headers[Remaining] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"requests\";r={Left(requests)};t={Seconds(requests)}, \"texts\";r={Left(texts)};t={Seconds(texts)}, \"tokens\";r={Left(tokens)};t={Seconds(tokens)}");
    }

    // Tokens are known with the answer, after the standing was.
    private static Taken Less(Taken tokens, Charge charge) => tokens with
    {
        Remaining = tokens.Remaining - charge.TokensUsed,
        Full = tokens.Full + (charge.TokensUsed * NamedPlan.Period / charge.Plan.Limits.Tokens),
    };

    private static long Left(Taken bucket) => Math.Max(0, bucket.Remaining);

    private static long Seconds(Taken bucket) => (long)Math.Ceiling(bucket.Full.TotalSeconds);
}
