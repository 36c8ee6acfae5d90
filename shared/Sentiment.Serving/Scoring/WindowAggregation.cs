using Sentiment.Serving.Batching;

namespace Sentiment.Serving.Scoring;

/// <summary>Step 13 for a text that was run in several windows: their runs become one, as if the model had read it at once.</summary>
internal static class WindowAggregation
{
    /// <summary>Part of the serving digest: another way to join gives other answers.</summary>
    public const string Name = "mean-logits";

    /// <param name="windows">Those of one text; at least one.</param>
    /// <returns>The text's run.</returns>
    public static RunResult Join(ReadOnlySpan<PendingText> windows) =>
        windows.Length == 1 ? windows[0].Result : Join([.. windows.ToArray().Select(static window => window.Result)]);

    internal static RunResult Join(ReadOnlySpan<RunResult> windows)
    {
        if (windows.Length == 1)
        {
            return windows[0];
        }

        var logits = new double[windows[0].Logits.Length];
        var ran = new HashSet<(TimeSpan Queued, TimeSpan Ran)>();
        var queued = TimeSpan.MaxValue;
        foreach (var window in windows)
        {
            // A part of a text is no answer to the text.
            if (window.Error is not null)
            {
                return window;
            }

            for (var label = 0; label < logits.Length; label++)
            {
                logits[label] += window.Logits[label] / (double)windows.Length;
            }

            queued = window.Queued < queued ? window.Queued : queued;
            ran.Add((window.Queued, window.Ran));
        }

        // Queued at one time, so windows that have waited equally long were in the same run; its time counts once.
        return new RunResult(
            Array.ConvertAll(logits, static logit => (float)logit), queued, TimeSpan.FromTicks(ran.Sum(static run => run.Ran.Ticks)), Error: null);
    }
}
