namespace Sentiment.Cli.Building;

/// <summary>One build of this repository at a time: two systems that start side by side would write the same files.</summary>
internal static class BuildLock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes the lock, waiting for another build; dispose to give it back. A process that is killed gives it back too.</summary>
    public static async Task<IDisposable> TakeAsync(CommandContext context, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(context.Repository.Combine("artifacts"));
        var path = Path.Combine(folder.FullName, "build.lock");
        var said = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException)
            {
                if (!said)
                {
                    context.Terminal.Say("Waiting for another build of this repository …");
                    said = true;
                }

                await Task.Delay(Interval, context.Time, stop);
            }
        }
    }
}
