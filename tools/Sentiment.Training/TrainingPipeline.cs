using Sentiment.Models.Torch;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;
using Sentiment.Training.Evaluate;
using Sentiment.Training.Training;
using Sentiment.Training.Vocabulary;

namespace Sentiment.Training;

/// <summary>THE ORDER in which a package is made.</summary>
internal sealed class TrainingPipeline(TrainingArguments arguments, TrainingRecipe recipe, RunLog log, TimeProvider time)
{
    private const string MaskToken = "[MASK]";

    public void Run()
    {
        // 1. The vocabulary, from the words of the corpora alone: the tokenizer needs it.
        var vocabulary = LearnVocabulary();
        var tokenizer = WordPieceTokenizer.Load(VocabularyPath);

        // 2. The examples, without any text of the validation set.
        var set = TrainingSet.Read(arguments.Data, arguments.Seed);
        var broad = EncodedExample.Encode(Sample(set.Broad), tokenizer, recipe.ClipTokens);
        var phrases = EncodedExample.Encode(Sample(set.Phrases), tokenizer, recipe.ClipTokens);
        var validation = Validation(tokenizer);

        // 3. All steps, decided before the first.
        var plan = TrainingPlan.Create(recipe, broad, phrases, arguments.Seed);
        log.Write($"{broad.Count} broad and {phrases.Count} phrase examples, {plan.Steps.Count} steps, {plan.Tokens} tokens, plan {plan.Fingerprint[..16]}");

        // 4. The training itself.
        using var model = ModelInitializer.Create(
            recipe.Model(vocabulary.Length), vocabulary, WordVectors.Read(Path.Combine(arguments.Data, Corpora.Embeddings)), arguments.Seed);
        Train(model, plan, validation, Array.IndexOf(vocabulary, MaskToken));
    }

    private string VocabularyPath => Path.Combine(arguments.Work, "vocab.txt");

    private string[] LearnVocabulary()
    {
        if (!File.Exists(VocabularyPath))
        {
            log.Write("Counting words");
            var words = WordCounts.Count(arguments.Data, Corpora.Vocabulary);
            log.Write($"Learning a vocabulary from {words.Count} different words");
            File.WriteAllText(VocabularyPath, string.Join('\n', WordPieceTrainer.Learn(words, recipe.VocabularySize)) + "\n");
        }

        var vocabulary = File.ReadAllLines(VocabularyPath);
        log.Write($"Vocabulary of {vocabulary.Length} tokens");
        return vocabulary;
    }

    private IReadOnlyList<Example> Sample(IReadOnlyList<Example> examples)
    {
        var random = new Random(arguments.Seed);
        return arguments.Share >= 1 ? examples : [.. examples.Where(_ => random.NextDouble() < arguments.Share)];
    }

    private IReadOnlyList<EncodedExample> Validation(WordPieceTokenizer tokenizer) => EncodedExample.Encode(
        CorpusFile.Read(Path.Combine(arguments.Data, Corpora.Validation)).Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0)),
        tokenizer,
        tokenizer.Settings.MaximumTokens);

    private void Train(
        DistilBertClassifier model, TrainingPlan plan, IReadOnlyList<EncodedExample> validation, int maskId)
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
        trainer.Run(new TrainingProgress(log, validation, time));
        log.Write($"Trained; accuracy on the validation set {Metrics.Accuracy(TorchEvaluator.Positive(model, validation), validation):P2}");
    }
}
