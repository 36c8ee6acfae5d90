using System.Globalization;

namespace Sentiment.Cli.Output;

/// <summary>Says what a long step is doing, so that nobody takes it for hung.</summary>
internal static class Heartbeat
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Awaits the work; every 15 s a line "still …" with the time that has passed.</summary>
    public static async Task<T> DuringAsync<T>(Task<T> work, string doing, CommandContext context)
    {
        var start = context.Time.GetTimestamp();
        while (!work.IsCompleted)
        {
            using var waiting = new CancellationTokenSource();
            var tick = Task.Delay(Interval, context.Time, waiting.Token);
            if (await Task.WhenAny(work, tick) == tick)
            {
                context.Terminal.Say(string.Create(
                    CultureInfo.InvariantCulture, $"  … still {doing} ({context.Time.GetElapsedTime(start).TotalSeconds:0} s)"));
            }

            await waiting.CancelAsync();
        }

        return await work;
    }
}
