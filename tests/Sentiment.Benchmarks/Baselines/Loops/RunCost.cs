namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>
/// What a run costs besides its tokens, from the sweep of batch sizes: small batches are many runs, large ones few. The engine
/// begins with a backend's <c>TokensOfARun</c> and fits the same while it serves.
/// </summary>
internal static class RunCost
{
    /// <summary>Least squares of time = tokens × a + runs × b, through the origin.</summary>
    /// <param name="points">Of each batch size: tokens computed (with padding where there is any), runs, and what they took.</param>
    /// <returns>b ÷ a: a run costs as much as so many tokens. Null when the points do not tell them apart.</returns>
    public static double? InTokens(IReadOnlyCollection<RunPoint> points)
    {
        double tokens = 0, both = 0, runs = 0, timeOfTokens = 0, timeOfRuns = 0;
        foreach (var point in points)
        {
            tokens += point.Tokens * point.Tokens;
            both += point.Tokens * point.Runs;
            runs += point.Runs * point.Runs;
            timeOfTokens += point.Tokens * point.Time;
            timeOfRuns += point.Runs * point.Time;
        }

        var (ofToken, ofRun) = ((timeOfTokens * runs) - (timeOfRuns * both), (timeOfRuns * tokens) - (timeOfTokens * both));
        return (tokens * runs) - (both * both) > 0 && ofToken > 0 ? ofRun / ofToken : null;
    }
}

/// <param name="Tokens">Computed.</param>
/// <param name="Runs">That they took.</param>
/// <param name="Time">Of all together, in any unit.</param>
internal sealed record RunPoint(double Tokens, double Runs, double Time);
