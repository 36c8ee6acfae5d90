namespace Sentiment.Gateway.RateLimiting.Shared;

/// <summary>Tokens go to Redis with a caller's next call; of one that does not call again, after a second.</summary>
internal sealed class TokenFlush(SharedLimits limits, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!limits.AreOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await limits.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The last answers are out.
            await limits.FlushAsync();
        }
    }
}
