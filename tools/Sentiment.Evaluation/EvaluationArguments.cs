using System.Globalization;
using Sentiment.Evaluation.Variants;

namespace Sentiment.Evaluation;

/// <param name="Model">Folder of the package.</param>
/// <param name="Files">Texts with their labels.</param>
/// <param name="Output">Folder that the report is written to.</param>
/// <param name="Variants">Those to run.</param>
/// <param name="HeldBackOnly">Whether to take only texts that training never saw.</param>
/// <param name="Threads">Of each run.</param>
internal sealed record EvaluationArguments(
    string Model, IReadOnlyList<string> Files, string Output, IReadOnlyList<string> Variants, bool HeldBackOnly, int Threads)
{
    public const string Usage =
        "Sentiment.Evaluation --model DIR --output DIR [--variants NAME,...] [--threads N] [--held-back] FILE...";

    /// <exception cref="ArgumentException">An argument is unknown, lacks its value or is missing.</exception>
    public static EvaluationArguments Parse(IReadOnlyList<string> arguments)
    {
        var (values, files, heldBack) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>(), false);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--held-back":
                    heldBack = true;
                    break;
                case "--model" or "--output" or "--variants" or "--threads" when i + 1 < arguments.Count:
                    values[arguments[i]] = arguments[++i];
                    break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new ArgumentException($"Unknown argument or no value for it: {option}. Usage: {Usage}", nameof(arguments));
                case var file:
                    files.Add(Path.GetFullPath(file));
                    break;
            }
        }

        string Required(string name) => values.TryGetValue(name, out var value)
            ? Path.GetFullPath(value)
            : throw new ArgumentException($"{name} is missing. Usage: {Usage}", nameof(arguments));

        return new EvaluationArguments(
            Required("--model"),
            files.Count > 0 ? files : throw new ArgumentException($"There is no file to measure on. Usage: {Usage}", nameof(arguments)),
            Required("--output"),
            Chosen(values.GetValueOrDefault("--variants")),
            heldBack,
            ThreadsOf(values.GetValueOrDefault("--threads", "2")));
    }

    private static int ThreadsOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0
            ? threads
            : throw new ArgumentException($"--threads takes a whole number, not '{text}'.", nameof(text));

    private static string[] Chosen(string? text)
    {
        var chosen = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. ModelVariant.Usual];
        var known = ModelVariant.All.Select(variant => variant.Name).ToArray();
        return chosen.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new ArgumentException($"There is no variant {unknown}; there are {string.Join(", ", known)}.", nameof(text))
            : chosen;
    }
}
