namespace Sentiment.Cli.Up;

/// <summary>
/// Which settings in this command's environment are for which service. A shell has one environment for all of them, and each refuses what it does
/// not know: a setting goes to those who do. One that nobody knows goes to the gateway, which says so.
/// </summary>
internal static class SharedEnvironment
{
    private const string Root = "Sentiment";

    // One section with two meanings: who may call a gateway, and who a pool.
    private const string Auth = "Auth";
    private const string PoolKeyHash = "PoolKeyHash";

    // What all services have, and what pools have besides; a pool has the section of its runtime, too, which has its name.
    private static readonly string[] OfAll = ["Configuration", "Health", "Hosting", "Listen", "Logs", "Tls", "Tracing"];
    private static readonly string[] OfPools = ["Admission", "Batching", "Model", "Scoring"];

    /// <param name="variable">Any variable's name.</param>
    public static bool IsForGateway(string variable) =>
        PathOf(variable) is not { } path || !(IsIn(OfPools, path[0]) || PoolKind.Known.Any(pool => Is(pool.Name, path[0])) || IsAuthOfPools(path));

    /// <inheritdoc cref="IsForGateway"/>
    /// <param name="pool">Whose.</param>
    public static bool IsForPool(string variable, PoolKind pool) =>
        PathOf(variable) is not { } path || IsIn(OfAll, path[0]) || IsIn(OfPools, path[0]) || Is(pool.Name, path[0]) || IsAuthOfPools(path);

    private static bool IsAuthOfPools(string[] path) => path is [var section, var key, ..] && Is(Auth, section) && Is(PoolKeyHash, key);

    /// <returns>Section and keys; null when it is no setting of ours.</returns>
    private static string[]? PathOf(string variable) =>
        variable.Replace("__", ":", StringComparison.Ordinal).Split(':') is [var root, .. { Length: > 0 } path] && Is(Root, root) ? path : null;

    private static bool IsIn(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    // As configuration has it.
    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
