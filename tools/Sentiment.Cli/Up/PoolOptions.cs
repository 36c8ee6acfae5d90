using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Sentiment.Cli.Up;

/// <summary>The options that say which pools start, and how many processes of each.</summary>
internal sealed class PoolOptions
{
    private readonly PoolKind[] _present;
    private readonly Option<string> _pools;
    private readonly Option<string> _replicas;

    public PoolOptions(Repository repository)
    {
        _present = [.. PoolKind.In(repository)];
        _pools = new Option<string>("--pools")
        {
            Description = $"Pools to start, separated by commas (default: all there are: {Names(_present)})",
            HelpName = "NAMES",
        };
        _replicas = new Option<string>("--replicas")
        {
            Description = $"Processes of a pool, 1 to {Replica.Maximum}: onnx=2,torch=1 (default: 1 of each)",
            HelpName = "COUNTS",
        };
        _pools.Validators.Add(CheckPools);
        _replicas.Validators.Add(CheckReplicas);
    }

    public IEnumerable<Option> All => [_pools, _replicas];

    /// <summary>Only of a command line without errors.</summary>
    public IReadOnlyList<Replica> Select(ParseResult parsed)
    {
        var counts = Parts(parsed.GetValue(_replicas)).Select(part => part.Split('=')).ToDictionary(part => part[0], part => Count(part[1])!.Value);
        return [.. Started(parsed.GetValue(_pools)).SelectMany(pool => Replica.Of(pool, counts.GetValueOrDefault(pool.Name, 1)))];
    }

    private void CheckPools(OptionResult result)
    {
        var asked = Parts(result.GetValueOrDefault<string>());
        if (asked.Length == 0 || asked.Except(_present.Select(pool => pool.Name)).Any())
        {
            result.AddError($"--pools {string.Join(',', asked)}: choose from {Names(_present, ", ")}, separated by commas.");
        }
    }

    private void CheckReplicas(OptionResult result)
    {
        var asked = Parts(result.GetValueOrDefault<string>());
        if (asked.Length == 0)
        {
            result.AddError("--replicas: say how many of which pool, such as onnx=2.");
        }

        var started = Started(result.GetValue(_pools));
        foreach (var part in asked)
        {
            if (ProblemOf(part, started) is { } problem)
            {
                result.AddError($"--replicas {part}: {problem}");
            }
        }

        foreach (var twice in asked.CountBy(part => part.Split('=')[0]).Where(count => count.Value > 1))
        {
            result.AddError($"--replicas names {twice.Key} {twice.Value} times; once is enough.");
        }
    }

    private string? ProblemOf(string part, IReadOnlyList<PoolKind> started)
    {
        if (part.Split('=') is not [var name, var count])
        {
            return "must be a pool and a number, such as onnx=2.";
        }

        if (started.All(pool => pool.Name != name))
        {
            return _present.Any(pool => pool.Name == name)
                ? $"--pools leaves {name} out; add it there, or leave it out here."
                : $"there is no such pool; choose from {Names(_present, ", ")}.";
        }

        return Count(count) is null ? $"must be a number from 1 to {Replica.Maximum}." : null;
    }

    private PoolKind[] Started(string? asked) =>
        asked is null ? _present : [.. _present.Where(pool => Parts(asked).Contains(pool.Name))];

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Replica.Maximum ? count : null;

    private static string[] Parts(string? asked) =>
        (asked ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Names(IEnumerable<PoolKind> pools, string separator = ",") => string.Join(separator, pools.Select(pool => pool.Name));
}
