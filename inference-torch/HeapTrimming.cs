using Sentiment.Models.Torch.Runtime;

namespace Sentiment.Inference.Torch;

/// <summary>
/// Has the C library give back what runs have freed. Left to itself it keeps the activations of the largest run once for each part of its
/// heap: a pool that has had thousands of texts held 300 MB of native memory, of which 90 were in use, and gave none of it back when idle.
/// </summary>
internal sealed class HeapTrimming(TimeProvider time) : BackgroundService
{
    // Some 20 ms of work and of pages to be touched again, each time: a fifth of a per cent of a processor.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                NativeHeap.Trim();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The pool stops.
        }
    }
}
