using Sentiment.Contracts;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Evaluation.Variants;

/// <summary>Runs a variant over texts as a pool does: the same tokenizer, windows for long texts, their logits averaged.</summary>
internal static class VariantRun
{
    private const int BatchTokens = 4_096;

    private static readonly string[] Labels = ["NEGATIVE", "POSITIVE"];

    /// <summary>Texts as they are run; the same for every variant.</summary>
    public static IReadOnlyList<int[][]> Tokenize(ModelPackage package, IEnumerable<string> texts)
    {
        var tokenizer = WordPieceTokenizer.LoadPackage(package.Directory);
        var capacity = package.Manifest.MaximumTokens - WordPieceTokenizer.SpecialTokens;
        return
        [
            .. texts.Select(text =>
            {
                var tokens = tokenizer.Tokens(text, TextWindows.Most(capacity, Limits.TextWindows));
                return Array.ConvertAll(TextWindows.Cut(tokens.Count, capacity, Limits.TextWindows), range => tokenizer.Frame(tokens, range));
            }),
        ];
    }

    /// <returns>The probability of praise of each text, in order.</returns>
    /// <exception cref="InvalidDataException">The package cannot be run in this variant, has other labels, or gives a number that is none.</exception>
    public static double[] Scores(ModelPackage package, ModelVariant variant, IReadOnlyList<int[][]> texts, int threads)
    {
        if (!package.Manifest.Labels.SequenceEqual(Labels))
        {
            throw new InvalidDataException($"{package.Directory} has the labels {string.Join(", ", package.Manifest.Labels)}; {string.Join(", ", Labels)} are needed, in this order.");
        }

        var logits = Logits(package, variant, texts, threads);
        if (Array.FindIndex(logits, row => !row.All(double.IsFinite)) is >= 0 and var odd)
        {
            throw new InvalidDataException($"{variant.Name} gives text {odd + 1} of {logits.Length} the logits {string.Join(", ", logits[odd])}: the pool would answer it with an error.");
        }

        return Array.ConvertAll(logits, row => 1 / (1 + Math.Exp((row[0] - row[1]) / package.Manifest.Temperature)));
    }

    /// <returns>The logits of each text, in order.</returns>
    /// <exception cref="InvalidDataException">The package cannot be run in this variant.</exception>
    public static double[][] Logits(ModelPackage package, ModelVariant variant, IReadOnlyList<int[][]> texts, int threads)
    {
        using var backend = variant.CreateBackend(threads);
        if (backend.Load(package, variant.Precision) is { } problem)
        {
            throw new InvalidDataException($"{variant.Name}: {problem}");
        }

        var labels = package.Manifest.Labels.Count;
        var windows = texts.SelectMany((text, index) => text.Select(window => (Text: index, Ids: window))).OrderBy(window => window.Ids.Length).ToArray();
        var sums = Array.ConvertAll(texts.ToArray(), _ => new double[labels]);
        for (var start = 0; start < windows.Length;)
        {
            // By length, so that next to nothing is padding; the next would be the longest.
            var end = start + 1;
            while (end < windows.Length && (end + 1 - start) * windows[end].Ids.Length <= BatchTokens)
            {
                end++;
            }

            Run(backend, windows.AsSpan(start..end), labels, sums);
            start = end;
        }

        return [.. sums.Select((sum, index) => Array.ConvertAll(sum, value => value / texts[index].Length))];
    }

    private static void Run(IModelBackend backend, ReadOnlySpan<(int Text, int[] Ids)> windows, int labels, double[][] sums)
    {
        using var batch = new TokenBatch(windows.Length, windows.Length * windows[^1].Ids.Length);
        foreach (var window in windows)
        {
            batch.Add(window.Ids);
        }

        var logits = new float[windows.Length * labels];
        backend.Run(batch, logits);
        for (var i = 0; i < windows.Length; i++)
        {
            for (var label = 0; label < labels; label++)
            {
                sums[windows[i].Text][label] += logits[(i * labels) + label];
            }
        }
    }
}
