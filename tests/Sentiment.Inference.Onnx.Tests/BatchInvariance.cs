using CsCheck;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>A text's score must not depend on its neighbours or its padding: answers are cached and retried.</summary>
internal static class BatchInvariance
{
    /// <summary>Texts of a random batch.</summary>
    public const int BatchSize = 16;

    // Words of our own, from one to some hundred of them: every length of batch and padding comes up.
    private static readonly string[] Words =
        "the plot is thin but this product works great and I love it never again broken slow support was kind cheap price awful smell not bad at all".Split(' ');

    /// <summary>Each text alone, padded, and in a random batch.</summary>
    public static void Check(IModelBackend backend, SstDev data, int padTo)
    {
        var texts = data.Texts;
        int[] longest = [.. Enumerable.Range(0, padTo).Select(static i => 5 + (i % 90))];
        var shuffled = Enumerable.Range(0, texts.Length).ToArray();
        new Random(17).Shuffle(shuffled);

        var alone = texts.Select(text => ShippedModel.Scores(backend, text)[0]).ToArray();
        var padded = texts.Chunk(8).SelectMany(chunk => ShippedModel.Scores(backend, [.. chunk, longest])[..chunk.Length]).ToArray();
        var together = new double[texts.Length];
        foreach (var batch in shuffled.Chunk(BatchSize))
        {
            var scores = ShippedModel.Scores(backend, [.. batch.Select(i => texts[i])]);
            for (var i = 0; i < batch.Length; i++)
            {
                together[batch[i]] = scores[i];
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            ShippedModel.AssertSame(alone[i], padded[i]);
            ShippedModel.AssertSame(alone[i], together[i]);
        }
    }

    /// <summary>The same for random texts in random batches.</summary>
    /// <param name="backend">With the shipped package.</param>
    /// <param name="tolerance">Of a score.</param>
    public static void Sample(IModelBackend backend, double tolerance = ShippedModel.ScoreTolerance)
    {
        var tokenizer = WordPieceTokenizer.LoadPackage(ShippedModel.Folder);
        var longest = tokenizer.Encode(string.Join(' ', Enumerable.Repeat(Words, 40).SelectMany(static words => words)), tokenizer.Settings.MaximumTokens).Ids;
        var texts = Gen.Int[0, Words.Length - 1].Array[1, 60].Select(picks => tokenizer.Encode(string.Join(' ', picks.Select(pick => Words[pick]))).Ids);

        texts.Array[2, 12].Sample(
            batch =>
            {
                var together = ShippedModel.Scores(backend, batch);
                ShippedModel.AssertSame(ShippedModel.Scores(backend, batch[0])[0], ShippedModel.Scores(backend, batch[0], longest)[0], tolerance);
                for (var i = 0; i < batch.Length; i++)
                {
                    ShippedModel.AssertSame(ShippedModel.Scores(backend, batch[i])[0], together[i], tolerance);
                }
            },
            iter: 25,
            threads: 1);
    }
}
