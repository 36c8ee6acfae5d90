using Sentiment.Training.Data;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;
using Sentiment.Training.Stages;

namespace Sentiment.Training.Pretraining;

/// <summary>The texts that need no labels, as token ids: [CLS] first, [SEP] last, long ones cut.</summary>
internal sealed class PretrainTexts(StageContext context, TrainedVocabulary vocabulary, PretrainRecipe recipe)
{
    private const string Folder = PretrainStage.Name;

    /// <summary>Equal for equal texts.</summary>
    public string Fingerprint { get; } = TrainingPlan.Hash(
    [
        BitConverter.GetBytes(recipe.MaximumTokens),
        BitConverter.GetBytes(recipe.MinimumTokens),
        RecipeFile.Bytes(vocabulary.Tokens),
        .. recipe.Corpora.Select(context.Digest),
    ]);

    public ushort[][] Read()
    {
        var path = context.File(Folder, "texts.bin");
        if (TokenCache.Read(path, Fingerprint) is { } cached)
        {
            return cached;
        }

        context.Log.Write("Tokenising the corpora");
        var known = new KnownTexts(context.Arguments.Data, TextPurpose.Learning, TextPurpose.Calibrating);
        var tokenizer = vocabulary.Tokenizer;
        var texts = recipe.Corpora
            .SelectMany(file => CorpusFile.Read(context.Corpus(file)))
            .Where(row => known.LetIn(row.Text))
            .SelectMany(row => TextChunks.Cut(tokenizer.EncodeText(row.Text), recipe.MaximumTokens, tokenizer.ClassificationId, tokenizer.SeparatorId))
            .Where(text => text.Length >= recipe.MinimumTokens)
            .ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TokenCache.Write(path, Fingerprint, texts);
        return texts;
    }
}
