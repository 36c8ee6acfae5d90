using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sentiment.Gateway.Dashboard.Snapshots;
using Sentiment.Gateway.Dashboard.Traffic;

namespace Sentiment.Gateway.Dashboard;

/// <summary>Keeps the history, and sends a snapshot to every open page at each tick: it is made once, however many look, and not at all when nobody does.</summary>
internal sealed class DashboardFeed(
    TrafficReader reader, TrafficHistory history, SnapshotBuilder snapshots, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DashboardFeed> logger) : BackgroundService
{
    /// <summary>Pages that may be open at once.</summary>
    public const int MostPages = 32;

    /// <summary>Name of the event with a <see cref="Snapshot"/>.</summary>
    public const string SnapshotEvent = "snapshot";

    /// <summary>Name of the last event: this gateway stops, and the next connection may find another.</summary>
    public const string EndEvent = "end";

    private readonly ConcurrentDictionary<Channel<string>, byte> _pages = new();

    public bool IsFull => _pages.Count >= MostPages;

    /// <summary>A snapshot at once and then one each tick, until the page is closed or the gateway stops.</summary>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync([EnumeratorCancellation] CancellationToken closed = default)
    {
        // One at most: a page on a slow line gets the newest, late, and not a film of the past.
        var page = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        _pages.TryAdd(page, 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closed, lifetime.ApplicationStopping);
        try
        {
            if (await NextAsync(stop.Token) is { } first)
            {
                yield return new SseItem<string>(first, SnapshotEvent);
            }

            while (await WaitAsync(page.Reader, stop.Token))
            {
                if (page.Reader.TryRead(out var snapshot))
                {
                    yield return new SseItem<string>(snapshot, SnapshotEvent);
                }
            }

            // A stream that is left open would hold up the stop until its time is over.
            yield return new SseItem<string>("{}", EndEvent);
        }
        finally
        {
            _pages.TryRemove(page, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TrafficHistory.Tick, time);
        do
        {
            try
            {
                history.Add(reader.Read());
                if (!_pages.IsEmpty && await NextAsync(stoppingToken) is { } snapshot)
                {
                    foreach (var page in _pages.Keys)
                    {
                        page.Writer.TryWrite(snapshot);
                    }
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A page that does not move is a nuisance; a gateway that stops because of it would be a fault.
                DashboardLog.TickFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<string?> NextAsync(CancellationToken stop) => history.View() is { } traffic ? await snapshots.BuildAsync(traffic, stop) : null;

    private static async Task<bool> WaitAsync(ChannelReader<string> page, CancellationToken stop)
    {
        try
        {
            return await page.WaitToReadAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
