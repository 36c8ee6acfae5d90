using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Draining;

/// <summary>
/// Holds the server open for a while after readiness has begun to fail. Kestrel is the first that is stopped, so it has to be before anything is.
/// </summary>
internal sealed class Drain(IOptions<DrainOptions> options, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Readiness says <c>draining</c> since the application was told to stop, which is before this.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var (delay, finish) = (options.Value.Delay, options.Value.FinishWithin);
        if (delay > TimeSpan.Zero)
        {
            DrainLog.Draining(logger, delay, finish);

            // Whoever does not want to wait cuts it short, and the stop goes on.
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
