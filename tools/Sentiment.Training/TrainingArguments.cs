using System.Globalization;

namespace Sentiment.Training;

/// <param name="Data">Folder with the corpora.</param>
/// <param name="Output">Folder that the package is written to.</param>
/// <param name="Work">Folder for the vocabulary, the checkpoint and the log; a run that finds its own there goes on.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Threads">Of libtorch.</param>
/// <param name="Share">Share of the examples that is trained on; below 1 only to try things out.</param>
internal sealed record TrainingArguments(string Data, string Output, string Work, int Seed, int Threads, double Share)
{
    public const string Usage =
        "Sentiment.Training --data DIR --output DIR --work DIR [--seed N] [--threads N] [--share 0..1]";

    /// <exception cref="ArgumentException">An argument is unknown, lacks its value or is missing.</exception>
    public static TrainingArguments Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--data" or "--output" or "--work" or "--seed" or "--threads" or "--share") || i + 1 == arguments.Count)
            {
                throw new ArgumentException($"Unknown argument or no value for it: {arguments[i]}. Usage: {Usage}", nameof(arguments));
            }

            values[arguments[i]] = arguments[i + 1];
        }

        string Required(string name) => values.TryGetValue(name, out var value)
            ? Path.GetFullPath(value)
            : throw new ArgumentException($"{name} is missing. Usage: {Usage}", nameof(arguments));

        double Number(string name, double otherwise) =>
            values.TryGetValue(name, out var value) ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise;

        return new TrainingArguments(
            Required("--data"), Required("--output"), Required("--work"), (int)Number("--seed", 1), (int)Number("--threads", 2), Number("--share", 1));
    }
}
