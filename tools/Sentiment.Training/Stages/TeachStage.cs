using System.Globalization;
using System.Runtime.InteropServices;
using Sentiment.Training.Data;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;
using Sentiment.Training.Teaching;

namespace Sentiment.Training.Stages;

/// <summary>Labels the unlabelled reviews by a classifier over sequences of words, for the transformer to learn from.</summary>
internal sealed class TeachStage(StageContext context, TrainedVocabulary vocabulary)
{
    public const string Name = "teach";

    private readonly TeachRecipe _recipe = context.Recipes.Teach;

    public void Run()
    {
        var stamp = context.File(Name, "labels.sha256");
        var fingerprint = TrainingPlan.Hash(
        [
            RecipeFile.Bytes(_recipe), RecipeFile.Bytes(vocabulary.Tokens), BitConverter.GetBytes(context.Arguments.Seed),
            .. _recipe.Labelled.Concat(_recipe.Unlabelled).Append(Corpora.Validation).Select(context.Digest),
        ]);
        if (File.Exists(stamp) && File.ReadAllText(stamp) == fingerprint)
        {
            context.Log.Write("The labels are there");
            return;
        }

        // What is there is not of this fingerprint, nor is what a run that is killed leaves half done.
        File.Delete(stamp);
        var teacher = Learn();
        foreach (var file in _recipe.Labelled)
        {
            var held = Labelled(file, TextPurpose.Measuring).ToArray();
            var accuracy = held.Average(text => teacher.Positive(text.NGrams) > 0.5 == text.IsPositive ? 1.0 : 0.0);
            context.Log.Write(string.Create(CultureInfo.InvariantCulture, $"{LabelledTexts.NameOf(file)}-held-back: accuracy {accuracy:P2} of {held.Length}"));
        }

        foreach (var file in _recipe.Unlabelled)
        {
            var labels = CorpusFile.Read(context.Corpus(file)).Select(row => (float)teacher.Positive(NGramsOf(row.Text))).ToArray();
            File.WriteAllBytes(PathOf(file), MemoryMarshal.AsBytes(labels.AsSpan()));
            context.Log.Write(string.Create(CultureInfo.InvariantCulture, $"{file}: {labels.Length} labelled, {labels.Average(label => label > 0.5f ? 1.0 : 0.0):P1} praise"));
        }

        File.WriteAllText(stamp, fingerprint);
    }

    /// <summary>The teacher itself: it takes some seconds, so nothing is kept of it.</summary>
    public NGramClassifier Learn()
    {
        var texts = _recipe.Labelled.SelectMany(file => Labelled(file, TextPurpose.Learning)).ToArray();
        context.Log.Write($"Learning from {texts.Length} labelled texts");
        return NGramClassifier.Learn(texts, _recipe.Epochs, context.Arguments.Seed);
    }

    /// <returns>The probability of praise of each row of a corpus, in its order; null where the teacher labels another's.</returns>
    /// <exception cref="InvalidDataException">The stage has not run.</exception>
    public float[]? LabelsOf(string file) => !_recipe.Unlabelled.Contains(file) ? null
        : File.Exists(PathOf(file)) ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(PathOf(file))).ToArray()
        : throw new InvalidDataException($"{PathOf(file)} is missing: run the stage {Name} first.");

    /// <summary>A text as the teacher reads it.</summary>
    public int[] NGramsOf(string text) => NGrams.Of(vocabulary.Tokenizer.EncodeText(text));

    private string PathOf(string file) => context.File(Name, file + ".labels");

    private IEnumerable<(int[] NGrams, bool IsPositive)> Labelled(string file, TextPurpose purpose) =>
        LabelledTexts.Read(context.Arguments.Data, file, purpose).Select(example => (NGramsOf(example.Text), example.Target > 0.5f));
}
