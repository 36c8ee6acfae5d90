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
        "Sentiment.Training --data DIR --output DIR [--work DIR] [--recipes DIR] [--stages NAME,...] [--seed N] [--threads N]";

    /// <exception cref="ArgumentException">An argument is unknown, lacks its value or is missing.</exception>
    public static TrainingArguments Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!Names.Contains(arguments[i]) || i + 1 == arguments.Count)
            {
                throw new ArgumentException($"Unknown argument or no value for it: {arguments[i]}. Usage: {Usage}", nameof(arguments));
            }

            values[arguments[i]] = arguments[i + 1];
        }

        string Required(string name) => values.TryGetValue(name, out var value)
            ? Path.GetFullPath(value)
            : throw new ArgumentException($"{name} is missing. Usage: {Usage}", nameof(arguments));

        int Number(string name, int otherwise) => !values.TryGetValue(name, out var value)
            ? otherwise
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException($"{name} takes a whole number, not '{value}'.", nameof(arguments));

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
        return chosen.FirstOrDefault(stage => !TrainingPipeline.Stages.Contains(stage)) is { } unknown
            ? throw new ArgumentException($"There is no stage {unknown}; there are {string.Join(", ", TrainingPipeline.Stages)}.", nameof(stages))
            : chosen;
    }
}
