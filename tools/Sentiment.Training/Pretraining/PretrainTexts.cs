using Sentiment.Training.Data;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;
using Sentiment.Training.Stages;

namespace Sentiment.Training.Pretraining;

/// <summary>The texts that need no labels, as token ids: [CLS] first, [SEP] last, long ones cut.</summary>
internal sealed class PretrainTexts(StageContext context, TrainedVocabulary vocabulary)
{
    private const string Folder = PretrainStage.Name;

    /// <summary>Equal for equal texts.</summary>
    public string Fingerprint => _fingerprint.Value;

    private readonly Lazy<string> _fingerprint = new(() => TrainingPlan.Hash(
    [
        BitConverter.GetBytes(context.Recipes.Pretrain.MaximumTokens),
        BitConverter.GetBytes(context.Recipes.Pretrain.MinimumTokens),
        RecipeFile.Bytes(vocabulary.Tokens),
        .. context.Recipes.Pretrain.Corpora.Append(Corpora.Validation).Select(context.Digest),
    ]));

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
        var texts = context.Recipes.Pretrain.Corpora
            .Select(context.Corpus)
            .SelectMany(path => Known(path, known))
            .SelectMany(row => TextChunks.Cut(tokenizer.EncodeText(row.Text), context.Recipes.Pretrain.MaximumTokens, tokenizer.ClassificationId, tokenizer.SeparatorId))
            .Where(text => text.Length >= context.Recipes.Pretrain.MinimumTokens)
            .ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TokenCache.Write(path, Fingerprint, texts);
        return texts;
    }

    private static IEnumerable<LabelledText> Known(string path, KnownTexts known)
    {
        var split = CorpusFile.Split(path);
        return CorpusFile.Read(path).Where(row => known.LetIn(row.Text, split));
    }
}
