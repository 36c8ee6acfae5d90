using System.Text;
using Microsoft.ML.Tokenizers;

namespace Sentiment.Serving.Tokenization;

/// <summary>
/// BERT's text normalisation as Hugging Face does it. The library's own drops <c>$ + &lt; = &gt;</c> and emoji and joins words over
/// line breaks, so a model trained elsewhere would read other words than it was trained on.
/// </summary>
internal sealed class BertTextNormalizer(TokenizerSettings settings) : Normalizer
{
    /// <summary>A word of more characters than this is one unknown token. BERT's own bound; it also bounds the work a word can cause.</summary>
    public const int MaximumWordCharacters = 100;

    /// <summary>Stands for a word that is too long. Private-use characters are dropped from texts, so no text can contain it.</summary>
    public const string OverlongWord = "\uE000";

    public override string Normalize(string original) => Normalize(original.AsSpan());

    public override string Normalize(ReadOnlySpan<char> original)
    {
        var cleaned = Clean(original);
        return Fold(settings.StripAccents ? cleaned.Normalize(NormalizationForm.FormD) : cleaned);
    }

    /// <summary>Drops what is not text, makes all white space one kind, sets ideographs apart. Lone surrogates are dropped like U+FFFD.</summary>
    private string Clean(ReadOnlySpan<char> text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Accents go before the normalisation too: it sorts a run of them in quadratic time, and they would go after it anyway.
            if (BertCharacters.IsDropped(rune) || (settings.StripAccents && BertCharacters.IsAccent(rune)))
            {
                continue;
            }

            if (BertCharacters.IsWhiteSpace(rune))
            {
                cleaned.Append(' ');
            }
            else if (settings.SeparateIdeographs && BertCharacters.IsIdeograph(rune))
            {
                cleaned.Append(' ').Append(rune).Append(' ');
            }
            else
            {
                // string.Normalize throws on U+FFFE; its neighbour is as unknown to every vocabulary.
                cleaned.Append(rune.Value == 0xFFFE ? new Rune('\uFFFF') : rune);
            }
        }

        return cleaned.ToString();
    }

    private string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var wordStart = 0;
        var wordCharacters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (settings.StripAccents && BertCharacters.IsAccent(rune))
            {
                continue;
            }

            if (rune.Value == ' ' || BertCharacters.IsPunctuation(rune))
            {
                CollapseOverlong(folded, wordStart, wordCharacters);
                folded.Append(rune);
                (wordStart, wordCharacters) = (folded.Length, 0);
                continue;
            }

            folded.Append(settings.LowerCase ? Rune.ToLowerInvariant(rune) : rune);
            wordCharacters++;
        }

        CollapseOverlong(folded, wordStart, wordCharacters);
        return folded.ToString();
    }

    /// <summary>Here and not in the library, which counts UTF-16 units where BERT counts characters: 60 emoji are 120 of its units.</summary>
    private static void CollapseOverlong(StringBuilder text, int wordStart, int wordCharacters)
    {
        if (wordCharacters > MaximumWordCharacters)
        {
            text.Length = wordStart;
            text.Append(OverlongWord.AsSpan());
        }
    }
}
