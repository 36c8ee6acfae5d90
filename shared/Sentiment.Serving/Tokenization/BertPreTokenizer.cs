using Microsoft.ML.Tokenizers;

namespace Sentiment.Serving.Tokenization;

/// <summary>Splits normalised text into words: white space separates, each punctuation character stands alone.</summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => PreTokenize(text.AsSpan());

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var words = new List<(int Offset, int Length)>(text.Length / 4 + 1);
        var start = 0;
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.Utf16SequenceLength;
            var punctuation = BertCharacters.IsPunctuation(rune);
            if (punctuation || BertCharacters.IsWhiteSpace(rune))
            {
                AddWord(words, start, position);
                start = position + length;
            }

            if (punctuation)
            {
                words.Add((position, length));
            }

            position += length;
        }

        AddWord(words, start, position);
        return words;
    }

    private static void AddWord(List<(int Offset, int Length)> words, int start, int end)
    {
        if (end > start)
        {
            words.Add((start, end - start));
        }
    }
}
