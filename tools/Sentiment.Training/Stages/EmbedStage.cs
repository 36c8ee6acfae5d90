using System.Globalization;
using System.Runtime.InteropServices;
using Sentiment.Training.Data;
using Sentiment.Training.Embedding;
using Sentiment.Training.Optimization;
using Sentiment.Training.Pretraining;
using Sentiment.Training.Recipes;

namespace Sentiment.Training.Stages;

/// <summary>Learns which words are alike, from their neighbours.</summary>
internal sealed class EmbedStage(StageContext context, TrainedVocabulary vocabulary)
{
    public const string Name = "embed";

    private readonly EmbedRecipe _recipe = context.Recipes.Embed;

    private string FilePath => context.File(Name, "vectors.bin");

    /// <returns>False where it was stopped: some minutes are lost, for it begins anew.</returns>
    public bool Run(PretrainTexts texts, CancellationToken cancellation)
    {
        var stamp = FilePath + ".sha256";
        var fingerprint = TrainingPlan.Hash(
            RecipeFile.Bytes(_recipe), BitConverter.GetBytes(context.Recipes.Model.Width), BitConverter.GetBytes(context.Arguments.Seed), context.Digest(Corpora.Embeddings), Convert.FromHexString(texts.Fingerprint));
        if (File.Exists(FilePath) && File.Exists(stamp) && File.ReadAllText(stamp) == fingerprint)
        {
            context.Log.Write("The word vectors are there");
            return true;
        }

        // What is there is not of this fingerprint, nor is what a run that is killed leaves half done.
        File.Delete(stamp);
        var vectors = StartVectors.Create(
            vocabulary.Tokens, WordVectors.Read(context.Corpus(Corpora.Embeddings)), context.Recipes.Model.Width, ModelInitializer.Spread, context.Arguments.Seed);
        var settings = new SkipGramSettings(_recipe.Epochs, _recipe.Window, _recipe.Negatives, _recipe.Frequent, _recipe.LearningRate);
        var model = new SkipGram(texts.Read(), vectors, context.Recipes.Model.Width, settings, context.Arguments.Seed);
        for (var epoch = 0; epoch < _recipe.Epochs; epoch++)
        {
            var loss = model.Learn(epoch, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            context.Log.Write(string.Create(CultureInfo.InvariantCulture, $"Word vectors, epoch {epoch + 1} of {_recipe.Epochs}: loss {loss:F4}"));
        }

        File.WriteAllBytes(FilePath, MemoryMarshal.AsBytes(vectors.AsSpan()));
        File.WriteAllText(stamp, fingerprint);
        return true;
    }

    /// <returns>Vocabulary × width.</returns>
    /// <exception cref="InvalidDataException">The stage has not run, or for another vocabulary or width.</exception>
    public float[] Result()
    {
        if (!File.Exists(FilePath))
        {
            throw new InvalidDataException($"{FilePath} is missing: run the stage {Name} first.");
        }

        var vectors = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(FilePath)).ToArray();
        var expected = vocabulary.Tokens.Length * context.Recipes.Model.Width;
        return vectors.Length == expected
            ? vectors
            : throw new InvalidDataException($"{FilePath} has {vectors.Length} numbers where vocabulary and model.json ask for {expected}: run the stage {Name} again.");
    }
}
