using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;

namespace Sentiment.Training.Training;

/// <param name="Ids">Token ids from [CLS] to [SEP].</param>
/// <param name="Target">Probability of POSITIVE.</param>
internal readonly record struct EncodedExample(int[] Ids, float Target)
{
    /// <summary>Tokenises examples, cut to <paramref name="maximum"/> tokens as their rule says; texts without a token are left out.</summary>
    public static IReadOnlyList<EncodedExample> Encode(IEnumerable<Example> examples, WordPieceTokenizer tokenizer, int maximum)
    {
        var encoded = new List<EncodedExample>();
        foreach (var example in examples)
        {
            var tokens = tokenizer.EncodeText(example.Text);
            var room = maximum - 2;
            if (tokens.Count > 0)
            {
                encoded.Add(new EncodedExample(Wrap(tokens.Take(room), tokenizer), example.Target));
            }

            if (example.Clip == ClipRule.HeadAndTail && tokens.Count > room)
            {
                encoded.Add(new EncodedExample(Wrap(tokens.TakeLast(room), tokenizer), example.Target));
            }
        }

        return encoded;
    }

    private static int[] Wrap(IEnumerable<int> tokens, WordPieceTokenizer tokenizer) =>
        [tokenizer.ClassificationId, .. tokens, tokenizer.SeparatorId];
}
