using Sentiment.Serving.Tokenization;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;
using Sentiment.Training.Vocabulary;

namespace Sentiment.Training.Stages;

/// <summary>Learns the tokens from the words of the corpora.</summary>
internal sealed class VocabularyStage(StageContext context)
{
    public const string Name = "vocabulary";

    private readonly VocabularyRecipe _recipe = context.Recipes.Vocabulary;

    private string FilePath => context.File(Name, "vocab.txt");

    public void Run()
    {
        // Beside the vocabulary, what it was learnt from: it takes minutes, and every token id depends on it.
        var fingerprint = TrainingPlan.Hash([RecipeFile.Bytes(_recipe), .. _recipe.Corpora.Keys.Select(context.Digest)]);
        var stamp = FilePath + ".sha256";
        if (File.Exists(FilePath) && File.Exists(stamp) && File.ReadAllText(stamp) == fingerprint)
        {
            context.Log.Write("The vocabulary is there");
            return;
        }

        // What is there is not of this fingerprint, nor is what a run that is killed leaves half done.
        File.Delete(stamp);
        context.Log.Write("Counting words");
        var words = WordCounts.Count(context.Arguments.Data, _recipe.Corpora.Select(pair => (pair.Key, pair.Value)));
        context.Log.Write($"Learning a vocabulary from {words.Count} different words");
        File.WriteAllText(FilePath, string.Join('\n', WordPieceTrainer.Learn(words, _recipe.Size)) + "\n");
        File.WriteAllText(stamp, fingerprint);
    }

    /// <exception cref="InvalidDataException">The stage has not run.</exception>
    public TrainedVocabulary Result() => File.Exists(FilePath)
        ? new TrainedVocabulary(File.ReadAllLines(FilePath), WordPieceTokenizer.Load(FilePath))
        : throw new InvalidDataException($"{FilePath} is missing: run the stage {Name} first.");
}

/// <param name="Tokens">By id.</param>
/// <param name="Tokenizer">Over them.</param>
internal sealed record TrainedVocabulary(string[] Tokens, WordPieceTokenizer Tokenizer)
{
    private const string MaskToken = "[MASK]";

    public int MaskId => Array.IndexOf(Tokens, MaskToken);
}
