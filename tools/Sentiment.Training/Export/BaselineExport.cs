using Sentiment.Models.Packages;
using Sentiment.Serving.Drift;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Calibrating;

namespace Sentiment.Training.Export;

/// <summary>The baseline of a new package, of texts that it was not trained on: answered in INT8, in windows, as a pool does it.</summary>
internal static class BaselineExport
{
    /// <param name="directory">The package's folder, with the INT8 graph in it.</param>
    /// <param name="settings">Temperature and maximum length.</param>
    /// <param name="tokenizer">Of the package.</param>
    /// <param name="sets">Names of corpora and their texts.</param>
    /// <returns>Null where there are too few texts: a package without a baseline is whole.</returns>
    public static ModelBaseline? Measure(
        string directory, ExportSettings settings, WordPieceTokenizer tokenizer, IReadOnlyList<(string Name, IReadOnlyList<string> Texts)> sets)
    {
        var texts = sets.SelectMany(set => set.Texts).Distinct(StringComparer.Ordinal)
            .Select(text => (Text: text, Windows: WindowedTexts.Cut(tokenizer, text, settings.MaximumTokens)))
            .Where(text => BaselineBuilder.IsServed(text.Text, text.Windows))
            .ToArray();
        if (texts.Length < BaselineBuilder.LeastTexts)
        {
            return null;
        }

        var config = PackageJson.ReadConfig(File.ReadAllBytes(Path.Combine(directory, PackageFiles.Config)));
        string[] labels = [.. Enumerable.Range(0, config.LabelCount).Select(id => config.LabelById[$"{id}"])];
        var scorer = new Scorer(labels, settings.Temperature);
        using var runner = new OnnxRunner(File.ReadAllBytes(Path.Combine(directory, PackageFiles.OnnxInt8)));
        return BaselineBuilder.Build(
            [.. texts.Select(text => TextFacts.Of(text.Text, text.Windows, tokenizer.UnknownId, Score(scorer, runner, text.Windows)))],
            labels,
            ModelVariants.OnnxInt8,
            [.. sets.Select(set => set.Name)]);
    }

    private static TextScores Score(Scorer scorer, OnnxRunner runner, int[][] windows)
    {
        var logits = runner.Logits(windows);
        var mean = Enumerable.Range(0, logits[0].Length).Select(label => (float)logits.Average(row => (double)row[label])).ToArray();
        return scorer.Score(mean).Succeeded(out var scores, out var error) ? scores : throw new InvalidDataException(error.Detail);
    }
}
