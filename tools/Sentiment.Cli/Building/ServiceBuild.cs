using Sentiment.Cli.Up;

namespace Sentiment.Cli.Building;

/// <summary>Builds the services whose sources changed since their last build, or that were never built.</summary>
internal static class ServiceBuild
{
    /// <summary>Builds what a local system starts.</summary>
    public static async Task ServicesAsync(UpOptions options, CommandContext context, CancellationToken stop)
    {
        using var held = await BuildLock.TakeAsync(context, stop);

        // Taken before the build: a file that changes meanwhile is built next time.
        var fingerprint = SourceFingerprint.Compute(context.Repository);
        var graphMissing = DerivedModel.IsMissing(context.Repository);
        foreach (var (project, file) in Projects(options.Pools, options.Redis.IsEmbedded, context.Repository))
        {
            var stamp = new BuildStamp(context.Repository, project);
            if (graphMissing || !stamp.Matches(fingerprint))
            {
                await DotnetBuild.RunAsync(file, context, stop);
                stamp.Write(fingerprint);
            }
        }
    }

    /// <summary>Builds the solution, and with it all services.</summary>
    public static async Task SolutionAsync(CommandContext context, CancellationToken stop)
    {
        using var held = await BuildLock.TakeAsync(context, stop);
        var fingerprint = SourceFingerprint.Compute(context.Repository);
        await DotnetBuild.RunAsync(context.Repository.Solution, context, stop);
        foreach (var (project, _) in Projects(PoolKind.In(context.Repository), withRedis: true, context.Repository))
        {
            new BuildStamp(context.Repository, project).Write(fingerprint);
        }
    }

    private static IEnumerable<(string Project, string File)> Projects(IEnumerable<PoolKind> pools, bool withRedis, Repository repository) =>
    [
        .. pools.Select(pool => (pool.Project, pool.ProjectFile(repository))),
        .. withRedis ? new[] { (RedisChoice.Project, RedisChoice.ProjectFile(repository)) } : [],
        (LocalSystem.GatewayProject, repository.Combine("gateway", LocalSystem.GatewayProject + ".csproj")),
    ];
}
