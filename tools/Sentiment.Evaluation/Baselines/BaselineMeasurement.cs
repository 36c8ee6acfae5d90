using System.Globalization;
using Sentiment.Contracts;
using Sentiment.Evaluation.Texts;
using Sentiment.Evaluation.Variants;
using Sentiment.Models.Packages;
using Sentiment.Serving.Drift;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Evaluation.Baselines;

/// <summary>Holds texts against a package's baseline, or makes them the new one. Labels are not looked at.</summary>
internal sealed class BaselineMeasurement(EvaluationArguments arguments, TextWriter console)
{
    /// <exception cref="InvalidDataException">A file or the package cannot be used, or there are too few texts.</exception>
    public void Run()
    {
        var loaded = ModelPackage.Load(arguments.Model);
        if (!loaded.Succeeded)
        {
            throw new InvalidDataException($"{loaded.Problem}");
        }

        // Before the runs: a manifest that cannot be written would cost all of them.
        using var update = arguments.Drift == DriftMode.WriteBaseline ? new ManifestUpdate(loaded.Value.Directory) : null;
        var (names, texts) = LabelledFile.ReadTexts(arguments.Files, arguments.HeldBackOnly);
        var facts = Measure(loaded.Value, texts);
        Report(loaded.Value, facts);
        if (update is not null)
        {
            update.Write(BaselineBuilder.Build(facts, loaded.Value.Manifest.Labels, arguments.Variants[0], names));
            console.WriteLine($"Wrote the baseline of {facts.Length} texts to {Path.Combine(loaded.Value.Directory, PackageFiles.Manifest)}. Pools that are started from now on have it.");
        }
    }

    private TextFacts[] Measure(ModelPackage package, IReadOnlyList<string> texts)
    {
        var served = texts.Zip(VariantRun.Tokenize(package, texts)).Where(static text => BaselineBuilder.IsServed(text.First, text.Second)).ToArray();
        if (served.Length == 0)
        {
            throw new InvalidDataException($"None of the {texts.Count} texts is one that a pool would answer: they are longer than {Limits.TextScalars} characters, or have no word or sign.");
        }

        var variant = ModelVariant.All.Single(variant => variant.Name == arguments.Variants[0]);
        console.WriteLine($"{variant.Name}: {served.Length} texts …");
        var logits = VariantRun.Logits(package, variant, [.. served.Select(static text => text.Second)], arguments.Threads);
        var scorer = new Scorer(package.Manifest.Labels, package.Manifest.Temperature);
        var unknown = WordPieceTokenizer.LoadPackage(package.Directory).UnknownId;
        return
        [
            .. served.Zip(logits, (text, row) => scorer.Score(Array.ConvertAll(row, static logit => (float)logit)).Succeeded(out var scores, out var error)
                ? TextFacts.Of(text.First, text.Second, unknown, scores)
                : throw new InvalidDataException($"{variant.Name}: {error.Detail}")),
        ];
    }

    private void Report(ModelPackage package, TextFacts[] facts)
    {
        if (package.Manifest.Baseline is not { } baseline)
        {
            console.WriteLine("The package has no baseline to hold them against.");
            return;
        }

        console.WriteLine($"Population stability index against the package's baseline ({baseline.Texts} texts of {string.Join(", ", baseline.MeasuredOn)}); above 0.1 is worth a look, above 0.2 is drift:");
        foreach (var (feature, index) in PopulationStability.Of(FeatureBins.Of(baseline, package.Manifest.Labels), facts))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {feature,-16}{index:0.0000}"));
        }
    }
}
