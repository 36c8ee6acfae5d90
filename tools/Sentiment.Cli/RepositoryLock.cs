namespace Sentiment.Cli;

/// <summary>One at a time in this repository, across processes; a process that is killed gives the lock back too.</summary>
internal static class RepositoryLock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the lock of a name, waiting for whoever has it; dispose to give it back.</summary>
    /// <param name="name">File name of the lock, without its end.</param>
    /// <param name="other">Who may have it: said once, when it has to be waited for.</param>
    public static async Task<IDisposable> TakeAsync(string name, string other, CommandContext context, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(context.Repository.Combine("artifacts"));
        var path = Path.Combine(folder.FullName, name + ".lock");
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
                    context.Terminal.Say($"Waiting for {other} …");
                    said = true;
                }

                await Task.Delay(Interval, context.Time, stop);
            }
        }
    }
}
