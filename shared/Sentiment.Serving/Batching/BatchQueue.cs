using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Sentiment.Serving.Batching;

/// <summary>From many requests to the one inference thread. A request's texts go in together or not at all.</summary>
internal sealed class BatchQueue
{
    private readonly Channel<PendingText[]> _channel;

    public BatchQueue(IOptions<BatchingOptions> options)
    {
        _channel = Channel.CreateBounded<PendingText[]>(new BoundedChannelOptions(options.Value.MaxQueuedRequests)
        {
            SingleReader = true,
            // TryWrite then says no, instead of dropping.
            FullMode = BoundedChannelFullMode.Wait,
        });
    }

    /// <summary>False when the queue is full or closed.</summary>
    public bool TryAdd(PendingText[] texts) => _channel.Writer.TryWrite(texts);

    public bool TryTake(out PendingText[] texts) => _channel.Reader.TryRead(out texts!);

    /// <summary>Blocks the inference thread until there is work.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool WaitForWork() => _channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>No more comes in; what is in is still run.</summary>
    public void Close() => _channel.Writer.TryComplete();
}
