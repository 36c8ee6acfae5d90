using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Sentiment.Gateway.Redis;

/// <summary>
/// The way to Redis. Nothing waits for it longer than <see cref="RedisOptions.Timeout"/>, and the start not at all; whoever gets no answer goes on
/// without one. What is configured and away costs a request two comparisons.
/// </summary>
internal sealed class RedisLink(IOptions<RedisOptions> options, RedisMetrics metrics, TimeProvider time, ILogger<RedisLink> logger) : IAsyncDisposable
{
    private const string NoConnection = "no connection";

    // So often after a moment, then after a pause.
    private const int Moments = 5;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Breaker _breaker = new(time);
    private readonly RedisPresence _presence = new(metrics, time, logger);
    private readonly CancellationTokenSource _stopping = new();
    private volatile ConnectionMultiplexer? _server;

    // Until then it is away, to whoever asks.
    private volatile bool _hasRehearsed;

    public bool IsConfigured => options.Value.Connection is not null;

    public bool IsThere => _presence.IsThere;

    /// <summary>Connects, as soon as there is somebody to connect to. Returns at once.</summary>
    public void Begin()
    {
        if (IsConfigured)
        {
            // There from the first scrape on, which may come before the connection.
            metrics.Up(false);
            var stopping = _stopping.Token;
            _ = Task.Run(() => ConnectAsync(stopping), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _stopping.Dispose();
        if (_server is { } server)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Asks, and waits for the answer as long as is allowed.</summary>
    /// <param name="use">What for.</param>
    /// <param name="state">What the call needs.</param>
    /// <param name="call">Makes the call.</param>
    /// <returns>Null when there was none. The call may have reached the server all the same.</returns>
    public async ValueTask<T?> AskAsync<TState, T>(RedisUse use, TState state, Func<IDatabase, TState, Task<T>> call)
        where T : class
    {
        if (Connected() is not { } server || !_breaker.TryEnter())
        {
            metrics.Called(use, RedisOutcome.Skipped);
            return null;
        }

        try
        {
            // The library looks at its own time-outs once a second.
            var answer = await call(server.GetDatabase(), state).WaitAsync(options.Value.Timeout, time);
            metrics.Called(use, RedisOutcome.Ok);
            _breaker.Succeeded();
            if (!_presence.IsThere)
            {
                Look(NoConnection);
            }

            return answer;
        }
        catch (Exception failure)
        {
            // Whatever it is: a request does not end because of it.
            metrics.Called(use, failure is TimeoutException ? RedisOutcome.Timeout : RedisOutcome.Failed);
            _breaker.Failed();
            Look(RedisFailure.ReasonOf(failure));
            return null;
        }
    }

    /// <summary>Tells it something that nobody waits for; the call must be one that does not wait either.</summary>
    public void Tell<TState>(RedisUse use, TState state, Action<IDatabase, TState> call)
    {
        if (Connected() is not { } server || _breaker.IsOpen)
        {
            metrics.Called(use, RedisOutcome.Skipped);
            return;
        }

        try
        {
            call(server.GetDatabase(), state);
            metrics.Called(use, RedisOutcome.Ok);
        }
        catch (RedisException)
        {
            // The connection has just gone; whoever asks next finds out.
            metrics.Called(use, RedisOutcome.Failed);
        }
    }

    private ConnectionMultiplexer? Connected()
    {
        if (_hasRehearsed && _server is { IsConnected: true } server)
        {
            return server;
        }

        if (_presence.IsThere)
        {
            Look(NoConnection);
        }

        return null;
    }

    private async Task ConnectAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await BeginAsync(stopping);
                return;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                _presence.Set(isThere: false, RedisFailure.ReasonOf(failure));
            }
            catch (ObjectDisposedException)
            {
                // The service stops.
            }

            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task BeginAsync(CancellationToken stopping)
    {
        var server = await ConnectionMultiplexer.ConnectAsync(RedisConfiguration.Parse(options.Value.Connection!)!);
        server.ConnectionFailed += (_, failed) => Look(RedisFailure.ReasonOf(failed.FailureType));
        server.ConnectionRestored += (_, _) =>
        {
            if (_hasRehearsed)
            {
                Look(NoConnection);
            }
        };
        _server = server;
        if (stopping.IsCancellationRequested)
        {
            await server.DisposeAsync();
            return;
        }

        await RehearseAsync(server.GetDatabase(), stopping);
    }

    // The connection is made, and made anew, by the library meanwhile.
    private async Task RehearseAsync(IDatabase database, CancellationToken stopping)
    {
        for (var attempts = 1; await RedisRehearsal.RunAsync(database) is { } failure; attempts++)
        {
            // Why nobody was found, such as a wrong password, the library may know a moment later.
            if (attempts >= Moments || failure.InnerException is not null)
            {
                Look(RedisFailure.ReasonOf(failure));
            }

            await Task.Delay(attempts < Moments ? Moment : Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }
        }

        _hasRehearsed = true;
        Look(NoConnection);
    }

    private void Look(string reason)
    {
        // That we have closed it ourselves is no news.
        if (!_stopping.IsCancellationRequested)
        {
            _presence.Set(_hasRehearsed && _server is { IsConnected: true } && !_breaker.IsOpen, reason);
        }
    }
}
