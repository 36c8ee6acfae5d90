using Sentiment.Models.Torch;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;
using Sentiment.Training.Evaluate;
using Sentiment.Training.Export;
using Sentiment.Training.Training;
using Sentiment.Training.Vocabulary;

namespace Sentiment.Training;

/// <summary>THE ORDER in which a package is made.</summary>
internal sealed class TrainingPipeline(TrainingArguments arguments, TrainingRecipe recipe, RunLog log, TimeProvider time)
{
    private const string MaskToken = "[MASK]";
    private const string ModelName = "sentiment-base";
    private const string ModelVersion = "0.1.0";

    private string VocabularyPath => Path.Combine(arguments.Work, "vocab.txt");

    /// <returns>False where it was stopped before the end; the next call goes on.</returns>
    public bool Run(CancellationToken cancellation)
    {
        // 1. The vocabulary, from the words of the corpora alone: the tokenizer needs it.
        var vocabulary = LearnVocabulary();
        var tokenizer = WordPieceTokenizer.Load(VocabularyPath);

        // 2. The examples, without any text of the validation set.
        var set = TrainingSet.Read(arguments.Data, arguments.Seed);
        var broad = EncodedExample.Encode(set.Broad, tokenizer, recipe.ClipTokens);
        var phrases = EncodedExample.Encode(set.Phrases, tokenizer, recipe.ClipTokens);
        var validation = Validation(tokenizer);

        // 3. All steps, decided before the first.
        var plan = TrainingPlan.Create(recipe, broad, phrases, arguments.Seed);
        log.Write($"{broad.Count} broad and {phrases.Count} phrase examples, {plan.Steps.Count} steps, {plan.Tokens} tokens, plan {plan.Digits}");

        // 4. The training itself, which leaves the averaged weights in the model.
        using var model = ModelInitializer.Create(
            recipe.Model(vocabulary.Length), vocabulary, WordVectors.Read(Path.Combine(arguments.Data, Corpora.Embeddings)), arguments.Seed);
        if (!Train(model, plan, validation, Array.IndexOf(vocabulary, MaskToken), cancellation))
        {
            return false;
        }

        // 5. The package, with everything measured that its card and manifest say.
        PositionFill.Apply(model, recipe.ClipTokens);
        var settings = new ExportSettings { Name = ModelName, Version = ModelVersion, MaximumTokens = recipe.Positions, Seed = arguments.Seed };
        var output = arguments.PackageFolder(plan.Steps.Count);
        new PackageExport(settings, arguments with { Output = output }, log)
            .Run(new PackageInputs(model, vocabulary, tokenizer, plan, broad, phrases, validation));
        log.Write($"Wrote {output}");
        return true;
    }

    private string[] LearnVocabulary()
    {
        if (!File.Exists(VocabularyPath))
        {
            log.Write("Counting words");
            var words = WordCounts.Count(arguments.Data, Corpora.Vocabulary);
            log.Write($"Learning a vocabulary from {words.Count} different words");
            // Renamed into its place: a run that is killed leaves no half of a vocabulary to the next.
            var temporary = VocabularyPath + ".new";
            File.WriteAllText(temporary, string.Join('\n', WordPieceTrainer.Learn(words, recipe.VocabularySize)) + "\n");
            File.Move(temporary, VocabularyPath, overwrite: true);
        }

        var vocabulary = File.ReadAllLines(VocabularyPath);
        log.Write($"Vocabulary of {vocabulary.Length} tokens");
        return vocabulary;
    }

    private IReadOnlyList<EncodedExample> Validation(WordPieceTokenizer tokenizer) => EncodedExample.Encode(
        CorpusFile.Read(Path.Combine(arguments.Data, Corpora.Validation)).Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0)),
        tokenizer,
        tokenizer.Settings.MaximumTokens);

    private bool Train(
        DistilBertClassifier model, TrainingPlan plan, IReadOnlyList<EncodedExample> validation, int maskId, CancellationToken cancellation)
    {
        var settings = new TrainerSettings(
            recipe,
            arguments.Seed,
            maskId,
            arguments.Threads,
            Path.Combine(arguments.Work, "checkpoint.bin"),
            TimeSpan.FromMinutes(2),
            time);
        var trainer = new Trainer(model, plan, settings);
        log.Write($"Training from step {trainer.NextStep}");
        if (!trainer.Run(new TrainingProgress(log, validation, time), arguments.Steps, cancellation))
        {
            log.Write($"Stopped before step {trainer.NextStep + 1}; the same command goes on from there");
            return false;
        }

        log.Write($"Trained; accuracy on the validation set {Metrics.Accuracy(TorchEvaluator.Positive(model, validation), validation):P2}");
        return true;
    }
}
