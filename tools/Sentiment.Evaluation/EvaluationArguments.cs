using System.Globalization;
using Sentiment.Evaluation.Variants;
using Sentiment.Models.Packages;

namespace Sentiment.Evaluation;

/// <param name="Model">Folder of the package.</param>
/// <param name="Files">Texts with their labels.</param>
/// <param name="Output">Folder that the report is written to.</param>
/// <param name="Variants">Those to run.</param>
/// <param name="HeldBackOnly">Whether to take only texts whose labels training holds back.</param>
/// <param name="Threads">Of each run.</param>
/// <param name="Drift">What is asked of the package's baseline, in place of an evaluation.</param>
internal sealed record EvaluationArguments(
    string Model, IReadOnlyList<string> Files, string Output, IReadOnlyList<string> Variants, bool HeldBackOnly, int Threads, DriftMode Drift)
{
    public const string Usage =
        "./sentiment evaluate MODEL FILE... [--output DIR] [--variants NAME,...] [--threads N] [--held-back] [--drift | --write-baseline]";

    /// <exception cref="UsageException">An argument is unknown, lacks its value or is missing.</exception>
    public static EvaluationArguments Parse(IReadOnlyList<string> arguments)
    {
        var (values, files) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        var (heldBack, drift) = (false, DriftMode.None);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--held-back":
                    heldBack = true;
                    break;
                case "--drift":
                    // Who writes is shown the comparison, too.
                    drift = drift == DriftMode.None ? DriftMode.Compare : drift;
                    break;
                case "--write-baseline":
                    drift = DriftMode.WriteBaseline;
                    break;
                case "--model" or "--output" or "--variants" or "--threads" when i + 1 < arguments.Count:
                    values[arguments[i]] = arguments[++i];
                    break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new UsageException($"Unknown argument or no value for it: {option}. Usage: {Usage}");
                case var file:
                    files.Add(Path.GetFullPath(file));
                    break;
            }
        }

        string Required(string name) => values.TryGetValue(name, out var value)
            ? Path.GetFullPath(value)
            : throw new UsageException($"{name} is missing. Usage: {Usage}");

        return new EvaluationArguments(
            Required("--model"),
            files.Count > 0 ? files : throw new UsageException($"There is no file to measure on. Usage: {Usage}"),
            Required("--output"),
            Chosen(values.GetValueOrDefault("--variants"), drift),
            heldBack,
            ThreadsOf(values.GetValueOrDefault("--threads", "2")),
            drift);
    }

    private static int ThreadsOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0
            ? threads
            : throw new UsageException($"--threads takes a whole number, not '{text}'.");

    private static string[] Chosen(string? text, DriftMode drift)
    {
        // What most pools serve answers for the baseline.
        IReadOnlyList<string> usual = drift == DriftMode.None ? ModelVariant.Usual : [ModelVariants.OnnxInt8];
        var chosen = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. usual];
        var known = ModelVariant.All.Select(variant => variant.Name).ToArray();
        if (chosen.Length == 0)
        {
            throw new UsageException($"--variants names none; there are {string.Join(", ", known)}.");
        }

        if (drift != DriftMode.None && chosen.Length > 1)
        {
            throw new UsageException($"A baseline is of one variant, and --variants names {string.Join(", ", chosen)}.");
        }

        return chosen.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new UsageException($"There is no variant {unknown}; there are {string.Join(", ", known)}.")
            : chosen;
    }
}

/// <summary>What to do with a package's baseline.</summary>
internal enum DriftMode
{
    None,

    /// <summary>Hold the texts against it.</summary>
    Compare,

    /// <summary>Make the texts the new one.</summary>
    WriteBaseline,
}

/// <summary>The command line cannot be used; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
