using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Sentiment.TestKit;

/// <summary>Waits for a state of another process. Inside one process use a sync point or a fake clock instead.</summary>
public static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit; the message has the condition's source text.</exception>
    public static Task UntilAsync(
        Func<bool> condition,
        TimeSpan limit,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(() => ValueTask.FromResult(condition()), limit, cancellationToken, what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, TimeSpan, CancellationToken, string)"/>
    public static async Task UntilAsync(
        Func<ValueTask<bool>> condition,
        TimeSpan limit,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"Not so within {limit.TotalSeconds:0.#} s: {what}");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
