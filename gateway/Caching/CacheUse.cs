using Microsoft.Net.Http.Headers;

namespace Sentiment.Gateway.Caching;

/// <summary>What a request lets the cache do, by its <c>Cache-Control</c>.</summary>
internal enum CacheUse
{
    /// <summary>Look up, join, keep.</summary>
    Full,

    /// <summary><c>no-cache</c> or <c>max-age=0</c>: the model is asked now, and what it says is kept.</summary>
    Refresh,

    /// <summary><c>no-store</c>: nothing is looked up, joined or kept.</summary>
    None,
}

internal static class CacheUses
{
    public static CacheUse Of(IHeaderDictionary headers)
    {
        // Most requests have none.
        if (headers.CacheControl.Count == 0)
        {
            return CacheUse.Full;
        }

        var sent = headers.CacheControl.ToString();
        if (!CacheControlHeaderValue.TryParse(sent, out var control))
        {
            // Whoever asks for privacy beside a mistake gets it.
            return sent.Contains("no-store", StringComparison.OrdinalIgnoreCase) ? CacheUse.None : CacheUse.Full;
        }

        if (control.NoStore)
        {
            return CacheUse.None;
        }

        return control.NoCache || control.MaxAge == TimeSpan.Zero ? CacheUse.Refresh : CacheUse.Full;
    }
}
