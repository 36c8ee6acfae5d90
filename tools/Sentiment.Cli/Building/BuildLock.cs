namespace Sentiment.Cli.Building;

/// <summary>One build of this repository at a time: two systems that start side by side would write the same files.</summary>
internal static class BuildLock
{
    /// <inheritdoc cref="RepositoryLock.TakeAsync"/>
    public static Task<IDisposable> TakeAsync(CommandContext context, CancellationToken stop) =>
        RepositoryLock.TakeAsync("build", "another build of this repository", context, stop);
}
