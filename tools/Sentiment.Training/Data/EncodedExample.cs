using Sentiment.Serving.Tokenization;

namespace Sentiment.Training.Data;

/// <param name="Ids">Token ids from [CLS] to [SEP].</param>
/// <param name="Target">Probability of POSITIVE.</param>
internal readonly record struct EncodedExample(int[] Ids, float Target)
{
    /// <summary>
    /// Tokenises examples; texts without a token are left out. One that is longer than <paramref name="maximum"/> tokens becomes two examples,
    /// its beginning and its end: a long review often judges only at its end.
    /// </summary>
    public static IEnumerable<EncodedExample> ForTraining(IEnumerable<Example> examples, WordPieceTokenizer tokenizer, int maximum)
    {
        var room = maximum - WordPieceTokenizer.SpecialTokens;
        foreach (var example in examples)
        {
            var tokens = tokenizer.EncodeText(example.Text);
            if (tokens.Count > 0)
            {
                yield return new EncodedExample(Wrap(tokens.Take(room), tokenizer), example.Target);
            }

            if (tokens.Count > room)
            {
                yield return new EncodedExample(Wrap(tokens.TakeLast(room), tokenizer), example.Target);
            }
        }
    }

    /// <summary>Tokenises examples for measuring, each cut at its end to <paramref name="maximum"/> tokens.</summary>
    public static IEnumerable<EncodedExample> Cut(IEnumerable<Example> examples, WordPieceTokenizer tokenizer, int maximum) =>
        examples.Select(example => new EncodedExample(tokenizer.Encode(example.Text, maximum).Ids, example.Target));

    private static int[] Wrap(IEnumerable<int> tokens, WordPieceTokenizer tokenizer) =>
        [tokenizer.ClassificationId, .. tokens, tokenizer.SeparatorId];
}
