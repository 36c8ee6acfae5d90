using Microsoft.Extensions.Logging;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>Whether Vault can be read, and since when; says once that it is lost and once that it is back. Written by one thread at a time, read by many.</summary>
internal sealed class VaultState(VaultMetrics metrics, TimeProvider time, ILogger<VaultState> logger)
{
    private volatile Look? _last;

    /// <summary>What came of the last look; null before the first that was good.</summary>
    public Look? Last => _last;

    /// <summary>How many looks in a row have failed.</summary>
    public int Failures { get; private set; }

    public void WasRead()
    {
        var now = time.GetUtcNow();
        if (_last is { Problem: not null } lost)
        {
            VaultLog.Back(logger, (now - lost.Read).TotalSeconds);
        }

        (_last, Failures) = (new Look(now, Problem: null), 0);
        metrics.Read(now);
    }

    public void WasNotRead(VaultProblem problem)
    {
        Failures++;
        metrics.Lost();
        if (_last is not { } last)
        {
            return;
        }

        if (last.Problem is null)
        {
            VaultLog.Lost(logger, problem.Message);
        }

        _last = last with { Problem = problem };
    }

    /// <param name="Read">When everything was read last.</param>
    /// <param name="Problem">Why it was not since, or null.</param>
    internal sealed record Look(DateTimeOffset Read, VaultProblem? Problem);
}
