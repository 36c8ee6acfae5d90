using Sentiment.Models.DistilBert;
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

    private readonly ExportRecipe _recipe = RecipeFile.Read<ExportRecipe>(context.Arguments.Recipes, Name);

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
        new PackageExport(settings, context.Arguments.Output, context.Log).Run(new PackageInputs(
            model,
            vocabulary,
            [.. sets.Select(set => (set.Name, set.Examples.Count))],
            Calibration(sets),
            Encode(CorpusFile.Read(context.Corpus(Corpora.Validation)).Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0))),
            [.. _recipe.Measured.Select(file => (LabelledTexts.NameOf(file), Encode(LabelledTexts.Read(context.Arguments.Data, file, TextPurpose.Measuring))))],
            [.. new[] { PretrainStage.Name, TeachStage.Name, FineTuneStage.Name, CalibrateStage.Name }.Select(stage => (stage, Log(stage)))]));
        context.Log.Write($"Wrote {context.Arguments.Output}");
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

    private string[] Log(string stage)
    {
        var path = context.File(stage, "log.txt");
        return File.Exists(path) ? LogExcerpt.Of(File.ReadAllLines(path)) : [];
    }
}
