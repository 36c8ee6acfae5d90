using CsCheck;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>The short way gives the words of the long one, which follows Unicode's rules.</summary>
public sealed class AsciiWordsTests
{
    private static readonly Gen<string> Ascii = Gen.OneOf(
            Gen.Int[0x00, 0x7F], Gen.Int['a', 'z'], Gen.Int['A', 'Z'], Gen.Const((int)' '), Gen.Int[0x00, 0x20])
        .Array[0, 150]
        .Select(codes => string.Concat(codes.Select(code => (char)code)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MoveNext_AnyAscii_GivesTheWordsOfTheLongWay(bool lowerCase)
    {
        var normalizer = new BertTextNormalizer(new TokenizerSettings { LowerCase = lowerCase });
        Ascii.Sample(text => Assert.Equal(LongWay(normalizer, text), ShortWay(text, lowerCase)));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(250)]
    public void MoveNext_LongWordInParts_GivesTheWordsOfTheLongWay(int characters)
    {
        // The control character is dropped and parts nothing.
        var text = "so " + string.Join('\u0001', Enumerable.Repeat("x", characters)) + " it";

        Assert.Equal(LongWay(new BertTextNormalizer(new TokenizerSettings()), text), ShortWay(text, lowerCase: true));
    }

    private static string[] LongWay(BertTextNormalizer normalizer, string text)
    {
        var normalised = normalizer.Normalize(text);
        return [.. new BertPreTokenizer().PreTokenize(normalised).Select(word => normalised.Substring(word.Offset, word.Length))];
    }

    private static string[] ShortWay(string text, bool lowerCase)
    {
        var found = new List<string>();
        var words = new AsciiWords(text, stackalloc char[AsciiWords.Capacity], lowerCase);
        while (words.MoveNext())
        {
            found.Add(words.Current.ToString());
        }

        return [.. found];
    }
}
