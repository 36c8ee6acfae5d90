using System.Globalization;

namespace Sentiment.Training;

/// <param name="Data">Folder with the corpora.</param>
/// <param name="Output">Folder that the package of a whole run is written to.</param>
/// <param name="Work">Folder for the vocabulary, the checkpoint and the log; a run that finds its own there goes on.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Threads">Of libtorch.</param>
/// <param name="Steps">Steps of the plan to take before the package is written; fewer than the plan has only to try things out.</param>
internal sealed record TrainingArguments(string Data, string Output, string Work, int Seed, int Threads, int Steps)
{
    private const string DefaultWork = ".sentiment/training";

    public const string Usage =
        "Sentiment.Training --data DIR --output DIR [--work DIR] [--seed N] [--threads N] [--steps N]";

    /// <summary>Where the package goes: a try-out of fewer steps than planned never overwrites the one that is shipped.</summary>
    public string PackageFolder(int plannedSteps) => Steps < plannedSteps ? Path.Combine(Work, "package") : Output;

    /// <exception cref="ArgumentException">An argument is unknown, lacks its value or is missing.</exception>
    public static TrainingArguments Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--data" or "--output" or "--work" or "--seed" or "--threads" or "--steps") || i + 1 == arguments.Count)
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
            Number("--seed", 1),
            Number("--threads", 2),
            Number("--steps", int.MaxValue));
    }
}
