using Sentiment.Serving.Tokenization;

namespace Sentiment.Benchmarks.Texts;

/// <summary>Texts of exactly so many tokens, from words that are one token each; tokens as a model reads them, [CLS] and [SEP] among them.</summary>
internal sealed class SizedTexts(WordPieceTokenizer tokenizer, Random random)
{
    private readonly string[] _words = [.. MadeUpTexts.Words.Where(word => tokenizer.EncodeText(word).Count == 1)];

    public string Of(int tokens) => string.Join(' ', random.GetItems(_words, tokens - WordPieceTokenizer.SpecialTokens));

    public IEnumerable<string> Of(int tokens, int count) => Enumerable.Range(0, count).Select(_ => Of(tokens));
}
