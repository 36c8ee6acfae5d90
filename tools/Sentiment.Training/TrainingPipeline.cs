using Sentiment.Training.FineTuning;
using Sentiment.Training.Pretraining;
using Sentiment.Training.Recipes;
using Sentiment.Training.Stages;

namespace Sentiment.Training;

/// <summary>THE ORDER in which a package is made. Each stage reads what the ones before have left in the work folder.</summary>
internal sealed class TrainingPipeline(TrainingArguments arguments, TextWriter console, TimeProvider time)
{
    /// <summary>Names of the stages, in their order.</summary>
    public static IReadOnlyList<string> Stages { get; } = [VocabularyStage.Name, EmbedStage.Name, PretrainStage.Name, TeachStage.Name, FineTuneStage.Name, DistilStage.Name, CalibrateStage.Name, ExportStage.Name];

    /// <returns>False where it was stopped before the end; the next call goes on.</returns>
    /// <exception cref="InvalidDataException">A recipe cannot be used, or the result of a stage that is not run is missing.</exception>
    public bool Run(CancellationToken cancellation)
    {
        var recipes = RecipeSet.Read(arguments.Recipes);
        RequireCorpora(recipes);

        // 1. The vocabulary, from the words of the corpora alone: every later stage reads tokens.
        var vocabularies = new VocabularyStage(Context(VocabularyStage.Name));
        if (Wants(VocabularyStage.Name))
        {
            vocabularies.Run();
        }

        var vocabulary = vocabularies.Result();

        // 2. Which words are alike, from their neighbours in all texts.
        var texts = new PretrainTexts(Context(EmbedStage.Name), vocabulary);
        var embed = new EmbedStage(Context(EmbedStage.Name), vocabulary);
        if (Wants(EmbedStage.Name) && !embed.Run(texts, cancellation))
        {
            return false;
        }

        // 3. The language, from the same texts.
        var pretrain = new PretrainStage(Context(PretrainStage.Name), vocabulary);
        if (Wants(PretrainStage.Name) && !pretrain.Run(texts, embed.Result(), cancellation))
        {
            return false;
        }

        // 4. Labels for the reviews that have none.
        var teach = new TeachStage(Context(TeachStage.Name), vocabulary);
        if (Wants(TeachStage.Name))
        {
            teach.Run();
        }

        // 5. Praise and blame, from all that is labelled.
        var finetune = new FineTuneStage(Context(FineTuneStage.Name), vocabulary, FineTuneStage.Name, recipes.FineTune);
        if (Wants(FineTuneStage.Name))
        {
            var sets = ExampleSet.Read(recipes.FineTune, arguments.Data, vocabulary.Tokenizer, teach.LabelsOf, arguments.Seed);
            if (!finetune.Run(sets, pretrain.Result(), cancellation))
            {
                return false;
            }
        }

        // 6. The same again, with better labels for the reviews: those of both teachers.
        var distil = new DistilStage(Context(DistilStage.Name), vocabulary, teach);
        if (Wants(DistilStage.Name) && !distil.Run(finetune.Result(), cancellation))
        {
            return false;
        }

        // 7. How sure it may be, on labelled texts that it has not learnt.
        var calibrate = new CalibrateStage(Context(CalibrateStage.Name), vocabulary);
        if (Wants(CalibrateStage.Name))
        {
            calibrate.Run(distil.Result());
        }

        // 8. The package, with everything measured that its card and manifest say.
        if (Wants(ExportStage.Name))
        {
            var sets = ExampleSet.Read(recipes.FineTune, arguments.Data, vocabulary.Tokenizer, teach.LabelsOf, arguments.Seed);
            new ExportStage(Context(ExportStage.Name), vocabulary).Run(sets, distil.Result(), calibrate.Result());
        }

        return true;

        StageContext Context(string stage)
        {
            Directory.CreateDirectory(Path.Combine(arguments.Work, stage));
            return new StageContext(arguments, recipes, new RunLog(Path.Combine(arguments.Work, stage, "log.txt"), console, time), time);
        }
    }

    private bool Wants(string stage) => arguments.Stages.Contains(stage);

    private void RequireCorpora(RecipeSet recipes)
    {
        var missing = recipes.Corpora.Where(file => !File.Exists(Path.Combine(arguments.Data, file))).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidDataException($"{arguments.Data} lacks {string.Join(", ", missing)}: give the folder with the corpora as --data, or leave them out of the recipes in {arguments.Recipes}.");
        }
    }
}
