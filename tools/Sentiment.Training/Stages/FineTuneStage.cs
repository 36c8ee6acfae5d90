using System.Globalization;
using System.Runtime.InteropServices;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using Sentiment.Training.Data;
using Sentiment.Training.Evaluation;
using Sentiment.Training.FineTuning;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;
using static TorchSharp.torch;

namespace Sentiment.Training.Stages;

/// <summary>Learns what is praise and what is blame, from all labelled corpora at once.</summary>
/// <param name="context">Of the stage.</param>
/// <param name="vocabulary">Of the model.</param>
/// <param name="name">The stage's: distilling learns in the same way, from other labels.</param>
/// <param name="recipe">Its recipe.</param>
internal sealed class FineTuneStage(StageContext context, TrainedVocabulary vocabulary, string name, FineTuneRecipe recipe)
{
    public const string Name = "finetune";

    private DistilBertConfig Config => context.Recipes.Model.Config(vocabulary.Tokens.Length, recipe.Dropout);

    /// <param name="sets">Learnt from.</param>
    /// <param name="start">The weights to begin with.</param>
    /// <param name="cancellation">Stops it at a step.</param>
    /// <returns>False where it was stopped before the end; the next call goes on.</returns>
    public bool Run(IReadOnlyList<ExampleSet> sets, DistilBertWeights start, CancellationToken cancellation)
    {
        var examples = sets.SelectMany(set => set.Examples).ToArray();
        var plan = Plan(sets, examples, start);
        foreach (var set in sets)
        {
            context.Log.Write(string.Create(CultureInfo.InvariantCulture, $"{set.Name}: {set.Examples.Count} examples, {set.Share} times an epoch"));
        }

        context.Log.Write($"{plan.Steps.Count} steps, {plan.Tokens} tokens, plan {plan.Digits}");
        var objectives = Enumerable.Range(0, recipe.Optimizer.Lanes)
            .Select(_ => new ClassificationObjective(Create(start, recipe.Optimizer.LaneType), examples, recipe.MaskedShare, vocabulary.MaskId))
            .ToArray();
        using var result = Create(start, ScalarType.Float32);
        var trainer = new Trainer(objectives, plan, context.Trainer(name, recipe.Optimizer));
        var validation = Validation();
        string Measure()
        {
            trainer.CopyAverages(result);
            return string.Create(
                CultureInfo.InvariantCulture, $"{Corpora.Validation}: accuracy {Metrics.Accuracy(TorchEvaluator.Positive(result, validation), validation):P2}");
        }

        context.Log.Write($"Training from step {trainer.NextStep}");
        var finished = trainer.Run(new TrainingProgress(context.Log, name, context.Time, Measure), cancellation: cancellation);
        if (finished)
        {
            var measured = Measure();
            StageWeights.Write(context.File(name, StageWeights.File), result);
            context.Log.Write($"Trained; {measured}");
        }
        else
        {
            context.Log.Write($"Stopped before step {trainer.NextStep + 1}; the same command goes on from there");
        }

        foreach (var objective in objectives)
        {
            objective.Dispose();
        }

        return finished;
    }

    /// <exception cref="InvalidDataException">The stage has not run.</exception>
    public DistilBertWeights Result() => StageWeights.Read(context.File(name, StageWeights.File), Config);

    private DistilBertClassifier Create(DistilBertWeights start, ScalarType type)
    {
        var model = new DistilBertClassifier(Config);
        model.SetWeights(start);
        model.SetEncoderType(type);
        return model;
    }

    private IReadOnlyList<EncodedExample> Validation() =>
    [
        .. EncodedExample.Cut(
            CorpusFile.Read(context.Corpus(Corpora.Validation)).Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0)),
            vocabulary.Tokenizer,
            recipe.MaximumTokens),
    ];

    private TrainingPlan Plan(IReadOnlyList<ExampleSet> sets, EncodedExample[] examples, DistilBertWeights start)
    {
        var seed = context.Arguments.Seed;
        var lengths = Array.ConvertAll(examples, example => example.Ids.Length);
        var firsts = sets.Select((_, set) => sets.Take(set).Sum(before => before.Examples.Count)).ToArray();
        var epochs = Enumerable.Range(0, recipe.Epochs).Select(epoch =>
        {
            var random = new Random(TrainingPlan.SeedOf(seed, epoch));
            return sets.SelectMany((set, i) => set.Draw(firsts[i], random)).ToArray();
        });
        var steps = TrainingPlan.Create(
            lengths, epochs, recipe.Optimizer.TokensPerStep, recipe.Optimizer.Schedule(recipe.LearningRate), seed);
        return new TrainingPlan(steps, TrainingPlan.Hash(
        [
            RecipeFile.Bytes(recipe),
            RecipeFile.Bytes(Config),
            BitConverter.GetBytes(seed),
            MemoryMarshal.AsBytes(start[DistilBertTensors.WordEmbeddings].AsSpan()).ToArray(),
            .. examples.Select(example => MemoryMarshal.AsBytes(example.Ids.AsSpan()).ToArray()),
            .. examples.Select(example => BitConverter.GetBytes(example.Target)),
        ]));
    }
}
