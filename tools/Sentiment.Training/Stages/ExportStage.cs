using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using Sentiment.Training.Data;
using Sentiment.Training.Export;
using Sentiment.Training.FineTuning;
using Sentiment.Training.Recipes;

namespace Sentiment.Training.Stages;

/// <summary>Writes the package.</summary>
internal sealed class ExportStage(StageContext context, TrainedVocabulary vocabulary)
{
    public const string Name = "export";

    private readonly ExportRecipe _recipe = context.Recipes.Export;

    /// <param name="sets">What it was fine-tuned on.</param>
    /// <param name="weights">Of the model.</param>
    /// <param name="temperature">Its logits are divided by it.</param>
    public void Run(IReadOnlyList<ExampleSet> sets, DistilBertWeights weights, double temperature)
    {
        using var model = DistilBertLoading.Load(weights);
        var settings = new ExportSettings
        {
            Name = _recipe.Name,
            Version = _recipe.Version,
            MaximumTokens = _recipe.MaximumTokens,
            Temperature = temperature,
            Seed = context.Arguments.Seed,
        };
        // Beside its place, and moved there when it is whole: one that fails half-way leaves the package that was there.
        var output = context.Arguments.Output;
        var unfinished = output + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        new PackageExport(settings, unfinished, context.Log).Run(new PackageInputs(
            model,
            vocabulary,
            [.. sets.Select(set => (set.Name, set.Examples.Count))],
            Calibration(sets),
            Encode(CorpusFile.Read(context.Corpus(Corpora.Validation)).Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0))),
            [.. _recipe.Measured.Select(file => (LabelledTexts.NameOf(file), LabelledTexts.Read(context.Arguments.Data, file, TextPurpose.Measuring)))],
            [.. new[] { PretrainStage.Name, TeachStage.Name, FineTuneStage.Name, DistilStage.Name, CalibrateStage.Name }.Select(Log)]));
        Publish(unfinished, output);
        context.Log.Write($"Wrote {output}");
    }

    /// <summary>File by file, the manifest that vouches for the others last; what else there is in the folder stays.</summary>
    private static void Publish(string unfinished, string output)
    {
        foreach (var file in Directory.GetFiles(unfinished, "*", SearchOption.AllDirectories).OrderBy(file => Path.GetFileName(file) == PackageFiles.Manifest))
        {
            var target = Path.Combine(output, Path.GetRelativePath(unfinished, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(file, target, overwrite: true);
        }

        Directory.Delete(unfinished, recursive: true);
    }

    private IReadOnlyList<EncodedExample> Encode(IEnumerable<Example> examples) =>
        [.. EncodedExample.Cut(examples, vocabulary.Tokenizer, _recipe.MaximumTokens)];

    /// <summary>As many of each set: production is like none of them alone.</summary>
    private int[][] Calibration(IReadOnlyList<ExampleSet> sets)
    {
        var random = new Random(context.Arguments.Seed);
        return [.. Enumerable.Range(0, _recipe.CalibrationTexts).Select(i =>
        {
            var source = sets[i % sets.Count].Examples;
            return source[random.Next(source.Count)].Ids;
        })];
    }

    private StageLog Log(string stage)
    {
        var path = context.File(stage, "log.txt");
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        return new StageLog(stage, LogExcerpt.Of(lines), LogExcerpt.Duration(lines).TotalHours * context.Arguments.Threads);
    }
}
