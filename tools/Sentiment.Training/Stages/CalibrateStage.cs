using System.Globalization;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Torch;
using Sentiment.Training.Calibrating;
using Sentiment.Training.Data;
using Sentiment.Training.Recipes;

namespace Sentiment.Training.Stages;

/// <summary>Finds the temperature at which scores are what they say, on texts whose labels were not learnt.</summary>
internal sealed class CalibrateStage(StageContext context, TrainedVocabulary vocabulary)
{
    public const string Name = "calibrate";

    private readonly CalibrateRecipe _recipe = context.Recipes.Calibrate;

    /// <summary>Which weights it is the temperature of.</summary>
    private string Weights => Convert.ToHexStringLower(StageContext.DigestOf(context.File(DistilStage.Name, StageWeights.File)));

    private string FilePath => context.File(Name, "temperature.txt");

    public void Run(DistilBertWeights weights)
    {
        using var model = DistilBertLoading.Load(weights);
        var examples = _recipe.Corpora.SelectMany(file => LabelledTexts.Read(context.Arguments.Data, file, TextPurpose.Calibrating)).ToArray();
        var margins = WindowedTexts.Margins(model, vocabulary.Tokenizer, examples, context.Recipes.Export.MaximumTokens);
        var positive = Array.ConvertAll(examples, example => example.Target > 0.5f);
        var temperature = Math.Round(Temperature.Fit(margins, positive), 3);
        File.WriteAllText(FilePath, string.Create(CultureInfo.InvariantCulture, $"{temperature}\n{Weights}\n"));
        context.Log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{examples.Length} texts: temperature {temperature}, loss {Temperature.Loss(margins, positive, temperature):F4}, without it {Temperature.Loss(margins, positive, 1):F4}"));
    }

    /// <exception cref="InvalidDataException">The stage has not run, or on other weights.</exception>
    public double Result()
    {
        if (!File.Exists(FilePath))
        {
            throw new InvalidDataException($"{FilePath} is missing: run the stage {Name} first.");
        }

        return File.ReadAllLines(FilePath) is [var number, var weights] && weights == Weights
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var temperature)
                ? temperature
                : throw new InvalidDataException($"{FilePath} is the temperature of other weights: run the stage {Name} again.");
    }
}
