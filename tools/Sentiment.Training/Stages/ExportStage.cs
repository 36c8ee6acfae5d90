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
    private readonly FineTuneRecipe _learnt = RecipeFile.Read<FineTuneRecipe>(context.Arguments.Recipes, FineTuneStage.Name);

    /// <param name="weights">Of the model.</param>
    /// <param name="temperature">Its logits are divided by it.</param>
    public void Run(DistilBertWeights weights, double temperature)
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
        var sets = ExampleSet.Read(_learnt, context.Arguments.Data, vocabulary.Tokenizer, context.Arguments.Seed);
        new PackageExport(settings, context.Arguments.Output, context.Log).Run(new PackageInputs(
            model,
            vocabulary,
            [.. sets.Select(set => (set.Name, set.Examples.Count))],
            Calibration(sets),
            Encode(CorpusFile.Read(context.Corpus(Corpora.Validation)).Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0))),
            [.. _learnt.Sets.Select(set => (HeldBack.NameOf(set.Corpus), Encode(HeldBack.Read(context.Arguments.Data, set.Corpus, TextPurpose.Measuring))))],
            [.. new[] { PretrainStage.Name, FineTuneStage.Name, CalibrateStage.Name }.Select(stage => (stage, Log(stage)))]));
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
