namespace Sentiment.Serving.Tokenization;

/// <summary>The words that the tokenizer cuts into pieces; a vocabulary is learnt from them.</summary>
public static class BertWords
{
    private static readonly BertTextNormalizer Normalizer = new(new TokenizerSettings());
    private static readonly BertPreTokenizer PreTokenizer = new();

    /// <summary>Normalises as BERT uncased does and splits at white space and punctuation.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var normalised = Normalizer.Normalize(text);
        return PreTokenizer.PreTokenize(normalised).Select(word => normalised.Substring(word.Offset, word.Length));
    }
}
