using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Training.Optimization;
using Sentiment.Training.Pretraining;
using Sentiment.Training.Recipes;
using static TorchSharp.torch;

namespace Sentiment.Training.Stages;

/// <summary>Learns the language: guesses next and hidden words in all texts, labelled or not.</summary>
internal sealed class PretrainStage(StageContext context, TrainedVocabulary vocabulary)
{
    public const string Name = "pretrain";

    // Each text is seen a few times and never with the same words hidden: nothing is learnt by heart that dropout would have to prevent.
    private const double Dropout = 0;

    private PretrainRecipe Recipe => context.Recipes.Pretrain;

    private DistilBertConfig Config => context.Recipes.Model.Config(vocabulary.Tokens.Length, Dropout);

    /// <param name="source">Of the texts.</param>
    /// <param name="words">Vectors to begin with.</param>
    /// <param name="cancellation">Stops it at a step.</param>
    /// <returns>False where it was stopped before the end; the next call goes on. What is learnt so far is handed on all the same.</returns>
    public bool Run(PretrainTexts source, float[] words, CancellationToken cancellation)
    {
        var texts = source.Read();
        var plan = Plan(texts, [.. Convert.FromHexString(source.Fingerprint), .. SHA256.HashData(MemoryMarshal.AsBytes(words.AsSpan()))]);
        context.Log.Write($"{texts.Length} sequences, {texts.Sum(text => (long)text.Length)} tokens, {plan.Steps.Count} steps, plan {plan.Digits}");

        var masking = new WordMasking(vocabulary.Tokens, Recipe.MaskedShare);
        var lanes = Enumerable.Range(0, Recipe.Optimizer.Lanes)
            .Select(_ => new LanguageObjective(Create(words, Recipe.Optimizer.LaneType), texts, masking, Recipe.CausalShare))
            .ToArray();
        var trainer = new Trainer(lanes, plan, context.Trainer(Name, Recipe.Optimizer));
        context.Log.Write($"Pretraining from step {trainer.NextStep}");
        var finished = trainer.Run(new TrainingProgress(context.Log, Name, context.Time), cancellation: cancellation);
        using var result = Create(words, ScalarType.Float32);
        trainer.CopyAverages(result);
        StageWeights.Write(context.File(Name, StageWeights.File), result.Classifier);
        Array.ForEach(lanes, lane => lane.Dispose());

        context.Log.Write(finished ? "Pretrained" : $"Stopped before step {trainer.NextStep + 1}; the same command goes on from there");
        return finished;
    }

    /// <exception cref="InvalidDataException">The stage has not run.</exception>
    public DistilBertWeights Result() => StageWeights.Read(context.File(Name, StageWeights.File), Config);

    private LanguageModel Create(float[] words, ScalarType type)
    {
        var classifier = ModelInitializer.Create(Config, words, context.Arguments.Seed);
        classifier.SetEncoderType(type);
        return new LanguageModel(classifier, type);
    }

    private TrainingPlan Plan(ushort[][] texts, byte[] inputs)
    {
        var lengths = texts.Select(text => text.Length).ToArray();
        var all = Enumerable.Range(0, texts.Length).ToArray();
        var passes = (int)Math.Ceiling(Recipe.Epochs);
        var steps = TrainingPlan.Create(
            lengths,
            Enumerable.Repeat(all, passes),
            Recipe.Optimizer.TokensPerStep,
            Recipe.Optimizer.Schedule(Recipe.LearningRate),
            context.Arguments.Seed,
            Recipe.Epochs / passes);

        // Not how long it runs: a run may be made longer or shorter while its rate has not begun to fall.
        var endless = Recipe with { Epochs = 0, Optimizer = Recipe.Optimizer with { DecayShare = 0 } };
        return new TrainingPlan(steps, TrainingPlan.Hash(
            RecipeFile.Bytes(endless), RecipeFile.Bytes(Config), BitConverter.GetBytes(context.Arguments.Seed), inputs));
    }
}
