using System.Globalization;

namespace Sentiment.Training;

/// <param name="Data">Folder with the corpora.</param>
/// <param name="Output">Folder that the package is written to.</param>
/// <param name="Work">Folder for what the stages leave to each other, checkpoints and logs; a run that finds its own there goes on.</param>
/// <param name="Recipes">Folder with the stages' configuration.</param>
/// <param name="Stages">Those to run; the others must have left their result in the work folder.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Threads">Of libtorch.</param>
internal sealed record TrainingArguments(
    string Data, string Output, string Work, string Recipes, IReadOnlyList<string> Stages, int Seed, int Threads)
{
    private const string DefaultWork = ".sentiment/training";

    private static readonly string[] Names = ["--data", "--output", "--work", "--recipes", "--stages", "--seed", "--threads"];

    public const string Usage =
        "./sentiment train --data DIR [--output DIR] [--work DIR] [--recipes DIR] [--stages NAME,...] [--seed N] [--threads N]";

    /// <exception cref="UsageException">An argument is unknown, lacks its value or is missing.</exception>
    public static TrainingArguments Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!Names.Contains(arguments[i]) || i + 1 == arguments.Count)
            {
                throw new UsageException($"Unknown argument or no value for it: {arguments[i]}. Usage: {Usage}");
            }

            values[arguments[i]] = arguments[i + 1];
        }

        string Required(string name) => values.TryGetValue(name, out var value)
            ? Path.GetFullPath(value)
            : throw new UsageException($"{name} is missing. Usage: {Usage}");

        int Number(string name, int otherwise) => !values.TryGetValue(name, out var value)
            ? otherwise
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new UsageException($"{name} takes a whole number above 0, not '{value}'.");

        return new TrainingArguments(
            Required("--data"),
            Required("--output"),
            Path.GetFullPath(values.GetValueOrDefault("--work", DefaultWork)),
            Path.GetFullPath(values.GetValueOrDefault("--recipes", Path.Combine(AppContext.BaseDirectory, "Recipes"))),
            Chosen(values.GetValueOrDefault("--stages")),
            Number("--seed", 1),
            Number("--threads", 2));
    }

    private static string[] Chosen(string? stages)
    {
        var chosen = stages?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. TrainingPipeline.Stages];
        if (chosen.Length == 0)
        {
            throw new UsageException($"--stages names none; there are {string.Join(", ", TrainingPipeline.Stages)}.");
        }

        return chosen.FirstOrDefault(stage => !TrainingPipeline.Stages.Contains(stage)) is { } unknown
            ? throw new UsageException($"There is no stage {unknown}; there are {string.Join(", ", TrainingPipeline.Stages)}.")
            : chosen;
    }
}

/// <summary>The command line cannot be used; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
