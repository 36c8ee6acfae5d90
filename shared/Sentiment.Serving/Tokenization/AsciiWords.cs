using System.Buffers;
using System.Text;

namespace Sentiment.Serving.Tokenization;

/// <summary>
/// The words of a text of ASCII alone, as <see cref="BertTextNormalizer"/> and <see cref="BertPreTokenizer"/> give them, in one pass and
/// without a string in between. Most texts in English are such texts.
/// </summary>
internal ref struct AsciiWords(ReadOnlySpan<char> text, Span<char> buffer, bool lowerCase)
{
    /// <summary>Characters that <c>buffer</c> must have room for.</summary>
    public const int Capacity = BertTextNormalizer.MaximumWordCharacters;

    private static readonly SearchValues<char> Apart = SearchValues.Create([.. Characters(static rune => Kind(rune) != AsciiKind.Word)]);

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private readonly bool _lowerCase = lowerCase;
    private int _position;

    /// <summary>The last word found; it lies in the buffer, and changes with the next.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Finds the next word; false at the end of the text.</summary>
    public bool MoveNext()
    {
        var length = 0;
        while (_position < _text.Length)
        {
            var rest = _text[_position..];
            var run = rest.IndexOfAny(Apart) is >= 0 and var found ? found : rest.Length;
            if (run > 0)
            {
                length = Take(rest[..run], length);
                _position += run;
                continue;
            }

            var kind = Kind(new Rune(rest[0]));
            if (kind != AsciiKind.Dropped && length > 0)
            {
                break;
            }

            _position++;
            if (kind == AsciiKind.Punctuation)
            {
                Current = rest[..1];
                return true;
            }
        }

        Current = length > Capacity ? BertTextNormalizer.OverlongWord : _buffer[..length];
        return length > 0;
    }

    /// <summary>What is dropped does not part a word, so one may come in several runs.</summary>
    private readonly int Take(ReadOnlySpan<char> run, int length)
    {
        if (length + run.Length > Capacity)
        {
            return Capacity + 1;
        }

        if (_lowerCase)
        {
            Ascii.ToLower(run, _buffer[length..], out _);
        }
        else
        {
            run.CopyTo(_buffer[length..]);
        }

        return length + run.Length;
    }

    private static AsciiKind Kind(Rune rune) =>
        BertCharacters.IsDropped(rune) ? AsciiKind.Dropped
        : BertCharacters.IsWhiteSpace(rune) ? AsciiKind.Space
        : BertCharacters.IsPunctuation(rune) ? AsciiKind.Punctuation
        : AsciiKind.Word;

    private static IEnumerable<char> Characters(Func<Rune, bool> choose) =>
        Enumerable.Range(0, 128).Where(code => choose(new Rune(code))).Select(static code => (char)code);

    private enum AsciiKind
    {
        Dropped,
        Space,
        Punctuation,
        Word,
    }
}
