namespace Sentiment.Gateway.RateLimiting;

/// <summary>What one caller has used of its plan: counted by this gateway alone, or by all of them together. Safe for many threads.</summary>
internal interface IUsage
{
    NamedPlan Plan { get; }

    /// <summary>Takes both amounts or nothing. A request is refused in debt of tokens, too; texts that come later are not.</summary>
    /// <param name="requests">At least 0.</param>
    /// <param name="texts">At least 0.</param>
    /// <returns>How the caller stands; null when nobody can tell, and nobody is to be let in then.</returns>
    ValueTask<Standing?> TakeAsync(long requests, long texts);

    /// <summary>Gives back what was taken and not used.</summary>
    /// <param name="requests">At least 0.</param>
    /// <param name="texts">At least 0.</param>
    /// <param name="taken">What the taking said.</param>
    /// <returns>How the caller stands now.</returns>
    ValueTask<Standing> GiveBackAsync(long requests, long texts, Standing taken);

    /// <summary>Charges tokens that a model has read, into debt if need be. Nobody waits for it.</summary>
    /// <param name="tokens">At least 0.</param>
    /// <param name="taken">What the taking of the request said.</param>
    void Use(long tokens, Standing taken);
}
