namespace Sentiment.Serving.Batching;

/// <summary>Who waits with whom. A run cannot be interrupted, so work that takes long is kept apart from work that somebody looks at.</summary>
internal enum Lane
{
    /// <summary>A text, or a few of them.</summary>
    Short,

    /// <summary>Long texts and large batches.</summary>
    Long,
}

/// <summary>Which lane runs next. Pure.</summary>
internal static class Lanes
{
    /// <summary>Short runs after which a long one has its turn, if one waits: nobody starves.</summary>
    public const int ShortRunsInARow = 4;

    /// <summary>Tokens of a request from which its texts are long: as many as a whole run of sentences.</summary>
    public const int LongTokens = 384;

    public static Lane Of(int requestTokens) => requestTokens > LongTokens ? Lane.Long : Lane.Short;

    /// <param name="shortWaits">Whether a short text waits.</param>
    /// <param name="longWaits">Whether a long one does; at least one of them.</param>
    /// <param name="longRuns">How many long runs are under way.</param>
    /// <param name="shortRunsSince">Short runs since the last long one.</param>
    public static Lane Next(bool shortWaits, bool longWaits, int longRuns, int shortRunsSince)
    {
        if (!shortWaits || !longWaits)
        {
            return shortWaits ? Lane.Short : Lane.Long;
        }

        // While one worker has a long run, the others are there for those who wait for a sentence.
        return longRuns == 0 && shortRunsSince >= ShortRunsInARow ? Lane.Long : Lane.Short;
    }
}
