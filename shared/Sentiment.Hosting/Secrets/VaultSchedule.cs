using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>When Vault is asked next.</summary>
internal sealed class VaultSchedule(VaultOptions options, Random random)
{
    private const double Spread = 0.1;

    // Beyond this a replica would not notice for long that Vault is back, whatever it has asked for.
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    // 2^20 seconds are beyond every cap.
    private const int MostDoublings = 20;

    public TimeSpan AfterSuccess() => options.Interval * (1 - Spread + (2 * Spread * random.NextDouble()));

    /// <param name="failures">How many in a row, the last included.</param>
    /// <param name="problem">The last.</param>
    public TimeSpan AfterFailure(int failures, VaultProblem problem)
    {
        var wait = First * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        var capped = (wait < options.LongestWait ? wait : options.LongestWait) * (1 - (random.NextDouble() / 2));
        var asked = problem.RetryAfter is { } after ? (after < LongestPatience ? after : LongestPatience) : TimeSpan.Zero;
        return asked > capped ? asked : capped;
    }
}
