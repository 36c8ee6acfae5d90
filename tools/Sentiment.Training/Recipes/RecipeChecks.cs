using System.Globalization;
using System.Numerics;

namespace Sentiment.Training.Recipes;

/// <summary>What values a recipe may have: those that would fail in the midst of a run, or train in silence on something else.</summary>
internal static class RecipeChecks
{
    private const string Distil = "distil.json";

    /// <summary>The cache of texts has two bytes a token.</summary>
    private const int MostTokens = ushort.MaxValue + 1;

    /// <summary>Two special tokens and one between them.</summary>
    private const int ShortestSequence = 3;

    public static IEnumerable<string> Problems(RecipeSet recipes) =>
    [
        .. Model(recipes.Model),
        .. Range("vocabulary.json", "size", recipes.Vocabulary.Size, 1, MostTokens),
        .. Range("embed.json", "epochs", recipes.Embed.Epochs, 1, int.MaxValue),
        .. Above("embed.json", "learning_rate", recipes.Embed.LearningRate),
        .. Pretrain(recipes.Pretrain, recipes.Model.Positions),
        .. Range("teach.json", "epochs", recipes.Teach.Epochs, 1, int.MaxValue),
        .. FineTune("finetune.json", recipes.FineTune, recipes.Model.Positions),
        .. FineTune(Distil, recipes.Distil, recipes.Model.Positions),
        .. Range("export.json", "maximum_tokens", recipes.Export.MaximumTokens, ShortestSequence, recipes.Model.Positions),
        .. Range("export.json", "calibration_texts", recipes.Export.CalibrationTexts, 1, int.MaxValue),
    ];

    private static IEnumerable<string> Model(ModelRecipe recipe) =>
    [
        .. Range("model.json", "layers", recipe.Layers, 1, int.MaxValue),
        .. Range("model.json", "heads", recipe.Heads, 1, recipe.Width),
        .. Range("model.json", "positions", recipe.Positions, ShortestSequence, int.MaxValue),
        .. Must(recipe.Heads > 0 && recipe.Width % recipe.Heads == 0, $"model.json: width {recipe.Width} is no multiple of the {recipe.Heads} heads."),
        .. Must(
            recipe.Width % Vector<float>.Count == 0,
            $"model.json: width {recipe.Width} is no multiple of {Vector<float>.Count}, the numbers that this processor computes with at once."),
    ];

    private static IEnumerable<string> Pretrain(PretrainRecipe recipe, int positions) =>
    [
        .. Range("pretrain.json", "maximum_tokens", recipe.MaximumTokens, ShortestSequence, positions),
        .. Range("pretrain.json", "causal_share", recipe.CausalShare, 0, 1),
        .. Range("pretrain.json", "masked_share", recipe.MaskedShare, 0, 1),
        .. Above("pretrain.json", "epochs", recipe.Epochs),
        .. Above("pretrain.json", "learning_rate", recipe.LearningRate),
        .. Optimizer("pretrain.json", recipe.Optimizer),
    ];

    private static IEnumerable<string> FineTune(string file, FineTuneRecipe recipe, int positions) =>
    [
        .. Range(file, "maximum_tokens", recipe.MaximumTokens, ShortestSequence, positions),
        .. Range(file, "epochs", recipe.Epochs, 1, int.MaxValue),
        .. Range(file, "dropout", recipe.Dropout, 0, 1),
        .. Range(file, "masked_share", recipe.MaskedShare, 0, 1),
        .. Range(file, "template_share", recipe.TemplateShare, 0, int.MaxValue),
        .. Above(file, "learning_rate", recipe.LearningRate),
        .. Optimizer(file, recipe.Optimizer),
        .. recipe.Sets.Where(set => set.Labelled < 1 && (set.Targets is not null || file != Distil)).Select(set => $"{file}: labelled of {set.Corpus} is for {Distil}, and there for corpora without targets."),
        .. recipe.Sets.SelectMany(set => Above(file, $"share of {set.Corpus}", set.Share)),
        .. recipe.Sets.SelectMany(set => Above(file, $"labelled of {set.Corpus}", set.Labelled)),
        .. recipe.Sets.SelectMany(set => Range(file, $"labelled of {set.Corpus}", set.Labelled, 0, 1)),
        .. recipe.Sets.SelectMany(set => (set.Targets ?? new Dictionary<string, double>()).SelectMany(
            target => Range(file, $"target of {target.Key} in {set.Corpus}", target.Value, 0, 1))),
        .. recipe.Sets.CountBy(set => set.Corpus).Where(set => set.Value > 1).Select(set => $"{file}: {set.Key} stands there {set.Value} times; the first would keep all of its texts."),
    ];

    private static IEnumerable<string> Optimizer(string file, OptimizerRecipe recipe) =>
    [
        .. Range(file, "tokens_per_step", recipe.TokensPerStep, 1, int.MaxValue),
        .. Range(file, "warm_up_steps", recipe.WarmUpSteps, 0, int.MaxValue),
        .. Range(file, "decay_share", recipe.DecayShare, 0, 1),
        .. Range(file, "averaging_decay", recipe.AveragingDecay, 0, 1),
        .. Range(file, "lanes", recipe.Lanes, 1, 64),
        .. Above(file, "gradient_norm", recipe.GradientNorm),
    ];

    private static IEnumerable<string> Above(string file, string name, double value) =>
        Must(value > 0, string.Create(CultureInfo.InvariantCulture, $"{file}: {name} is {value} and must be above 0."));

    private static IEnumerable<string> Range(string file, string name, double value, double least, double most) => Must(
        value >= least && value <= most,
        most >= int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{file}: {name} is {value} and must be at least {least}.")
            : string.Create(CultureInfo.InvariantCulture, $"{file}: {name} is {value} and must be {least} to {most}."));

    private static IEnumerable<string> Must(bool holds, string problem) => holds ? [] : [problem];
}
