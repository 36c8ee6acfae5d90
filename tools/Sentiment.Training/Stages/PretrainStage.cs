using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Training.Data;
using Sentiment.Training.Optimization;
using Sentiment.Training.Pretraining;
using Sentiment.Training.Recipes;
using Sentiment.Training.Vocabulary;

namespace Sentiment.Training.Stages;

/// <summary>Learns the language: guesses hidden words in all texts, labelled or not.</summary>
internal sealed class PretrainStage(StageContext context, TrainedVocabulary vocabulary, ModelRecipe shape)
{
    public const string Name = "pretrain";

    // Each text is seen a few times and never with the same words hidden: nothing is learnt by heart that dropout would have to prevent.
    private const double Dropout = 0;

    private readonly PretrainRecipe _recipe = RecipeFile.Read<PretrainRecipe>(context.Arguments.Recipes, Name);

    private DistilBertConfig Config => shape.Config(vocabulary.Tokens.Length, Dropout);

    /// <returns>False where it was stopped before the end; the next call goes on. What is learnt so far is handed on all the same.</returns>
    public bool Run(CancellationToken cancellation)
    {
        var texts = Texts();
        var plan = Plan(texts);
        context.Log.Write($"{texts.Length} sequences, {texts.Sum(text => (long)text.Length)} tokens, {plan.Steps.Count} steps, plan {plan.Digits}");

        var masking = new WordMasking(vocabulary.Tokens, _recipe.MaskedShare);
        var lanes = Enumerable.Range(0, _recipe.Optimizer.Lanes).Select(_ => Create(texts, masking)).ToArray();
        var trainer = new Trainer([.. lanes.Select(lane => lane.Objective)], plan, context.Trainer(Name, _recipe.Optimizer));
        context.Log.Write($"Pretraining from step {trainer.NextStep}");
        var finished = trainer.Run(new TrainingProgress(context.Log, Name, context.Time), cancellation: cancellation);
        StageWeights.Write(context.File(Name, StageWeights.File), lanes[0].Model.Classifier);
        foreach (var lane in lanes)
        {
            lane.Objective.Dispose();
        }

        context.Log.Write(finished ? "Pretrained" : $"Stopped before step {trainer.NextStep + 1}; the same command goes on from there");
        return finished;
    }

    /// <exception cref="InvalidDataException">The stage has not run.</exception>
    public DistilBertWeights Result() => StageWeights.Read(context.File(Name, StageWeights.File), Config);

    private (MaskedLanguageObjective Objective, MaskedLanguageModel Model) Create(IReadOnlyList<ushort[]> texts, WordMasking masking)
    {
        var classifier = ModelInitializer.Create(
            Config, vocabulary.Tokens, WordVectors.Read(context.Corpus(Corpora.Embeddings)), context.Arguments.Seed);
        var model = new MaskedLanguageModel(classifier);
        return (new MaskedLanguageObjective(model, texts, masking), model);
    }

    private TrainingPlan Plan(ushort[][] texts)
    {
        var lengths = texts.Select(text => text.Length).ToArray();
        var all = Enumerable.Range(0, texts.Length).ToArray();
        var steps = TrainingPlan.Create(
            lengths,
            Enumerable.Repeat(all, _recipe.Epochs),
            _recipe.Optimizer.TokensPerStep,
            _recipe.Optimizer.Schedule(_recipe.LearningRate),
            context.Arguments.Seed);

        // Not how long it runs: a run may be made longer or shorter while its rate has not begun to fall.
        var endless = _recipe with { Epochs = 0, Optimizer = _recipe.Optimizer with { DecayShare = 0 } };
        return new TrainingPlan(steps, TrainingPlan.Hash(
            RecipeFile.Bytes(endless), RecipeFile.Bytes(Config), BitConverter.GetBytes(context.Arguments.Seed), Convert.FromHexString(Fingerprint())));
    }

    /// <summary>Of the tokenised texts.</summary>
    private string Fingerprint() => TrainingPlan.Hash(
    [
        RecipeFile.Bytes(_recipe with { Epochs = 0, LearningRate = 0, MaskedShare = 0, Optimizer = null! }),
        File.ReadAllBytes(context.File(VocabularyStage.Name, "vocab.txt")),
        .. _recipe.Corpora.Select(context.Digest),
    ]);

    private ushort[][] Texts()
    {
        var path = context.File(Name, "texts.bin");
        var fingerprint = Fingerprint();
        if (TokenCache.Read(path, fingerprint) is { } cached)
        {
            return cached;
        }

        context.Log.Write("Tokenising the corpora");
        var known = new KnownTexts(context.Arguments.Data, TextPurpose.Learning, TextPurpose.Calibrating);
        var tokenizer = vocabulary.Tokenizer;
        var texts = _recipe.Corpora
            .SelectMany(file => CorpusFile.Read(context.Corpus(file)))
            .Where(row => known.LetIn(row.Text))
            .SelectMany(row => TextChunks.Cut(tokenizer.EncodeText(row.Text), _recipe.MaximumTokens, tokenizer.ClassificationId, tokenizer.SeparatorId))
            .Where(text => text.Length >= _recipe.MinimumTokens)
            .ToArray();
        TokenCache.Write(path, fingerprint, texts);
        return texts;
    }
}
