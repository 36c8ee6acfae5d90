using System.Globalization;
using System.Text;

namespace Sentiment.Serving.Tokenization;

/// <summary>What BERT's tokenizer takes a character for; the classes are those of Hugging Face's fast tokenizer.</summary>
internal static class BertCharacters
{
    /// <summary>Dropped before anything else. Unassigned code points stay (and end as unknown words), as there.</summary>
    public static bool IsDropped(Rune rune) => rune.Value is 0 or 0xFFFD || IsControl(rune);

    /// <summary>White space, the line breaks among it although Unicode calls those control characters.</summary>
    public static bool IsWhiteSpace(Rune rune) => rune.Value is '\t' or '\n' or '\r' || Rune.IsWhiteSpace(rune);

    /// <summary>
    /// Stands alone as a token. All of ASCII that is neither letter nor digit counts, so <c>$ + &lt; = &gt; ^ ` | ~</c> too,
    /// which Unicode calls symbols; beyond ASCII only Unicode's punctuation does, so emoji do not.
    /// </summary>
    public static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? rune.Value > ' ' && rune.Value < 0x7F && !Rune.IsLetterOrDigit(rune)
        : Rune.IsPunctuation(rune);

    /// <summary>Ideographs are words of their own: spaces are put around them.</summary>
    public static bool IsIdeograph(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2CEAF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    public static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    private static bool IsControl(Rune rune) => rune.Value is not ('\t' or '\n' or '\r')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;
}
