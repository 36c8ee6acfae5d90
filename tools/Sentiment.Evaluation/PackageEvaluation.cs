using Sentiment.Evaluation.Measures;
using Sentiment.Evaluation.Reports;
using Sentiment.Evaluation.Texts;
using Sentiment.Evaluation.Variants;
using Sentiment.Models.Packages;

namespace Sentiment.Evaluation;

/// <summary>THE ORDER: texts, tokens, a run a variant, measures.</summary>
internal sealed class PackageEvaluation(EvaluationArguments arguments, TextWriter console)
{
    /// <exception cref="InvalidDataException">A file or the package cannot be used.</exception>
    public EvaluationReport Run()
    {
        var loaded = ModelPackage.Load(arguments.Model);
        if (!loaded.Succeeded)
        {
            throw new InvalidDataException($"{loaded.Problem}");
        }

        var package = loaded.Value;
        var files = LabelledFile.ReadAll(arguments.Files, arguments.HeldBackOnly);
        var texts = files.SelectMany(file => file.Texts.Select(text => (Corpus: file.Name, text.Text, text.IsPositive))).ToArray();
        var tokens = VariantRun.Tokenize(package, texts.Select(text => text.Text));
        var bands = tokens.Select(windows => LengthBands.Of(windows.Sum(window => window.Length))).ToArray();
        var answers = new List<(string Name, IReadOnlyList<Answer> Answers)>();
        foreach (var variant in ModelVariant.All.Where(variant => arguments.Variants.Contains(variant.Name)))
        {
            console.WriteLine($"{variant.Name}: {texts.Length} texts …");
            var scores = VariantRun.Scores(package, variant, tokens, arguments.Threads);
            answers.Add((variant.Name, [.. scores.Select((score, i) => new Answer(score, texts[i].IsPositive))]));
        }

        return new EvaluationReport(
            $"{package.Manifest.Name} {package.Manifest.Version}",
            package.Digest,
            package.Manifest.Temperature,
            texts.Length,
            files.Sum(file => file.LeftOut),
            arguments.HeldBackOnly,
            [.. answers.Select(variant => Report(variant.Name, variant.Answers, [.. texts.Select(text => text.Corpus)], bands))],
            [.. answers.SelectMany((first, i) => answers.Skip(i + 1).Select(second => McNemar.Of(first, second)))]);
    }

    private static VariantReport Report(string name, IReadOnlyList<Answer> answers, string[] corpora, string[] bands) => new(
        name,
        Score.Of(answers),
        Slices(answers, corpora, [.. corpora.Distinct()]),
        Slices(answers, bands, LengthBands.All),
        Calibration.Bins(answers));

    private static IReadOnlyList<SliceReport> Slices(IReadOnlyList<Answer> answers, string[] names, IReadOnlyList<string> order)
    {
        var byName = answers.Select((answer, i) => (answer, name: names[i])).ToLookup(pair => pair.name, pair => pair.answer);
        return [.. order.Where(byName.Contains).Select(slice => new SliceReport(slice, Score.Of([.. byName[slice]])))];
    }
}
