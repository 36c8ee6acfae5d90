using System.Text;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>A vocabulary small enough to read: special tokens, single characters, a few words.</summary>
internal static class TestVocabulary
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public static IReadOnlyList<string> Tokens { get; } =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]",
        .. Characters.Select(character => character.ToString()),
        .. Characters.Where(char.IsAsciiLetterOrDigit).Select(character => "##" + character),
        "good", "##ness", "bad", "cafe", "sep", "😀", "##😀", "生",
    ];

    public static WordPieceTokenizer Tokenizer { get; } = Create(new TokenizerSettings());

    public static WordPieceTokenizer Create(TokenizerSettings settings) => WordPieceTokenizer.Create(Bytes(Tokens), settings);

    public static byte[] Bytes(IEnumerable<string> tokens) => Encoding.UTF8.GetBytes(string.Join('\n', tokens) + "\n");

    public static string Read(TokenizedText text) => string.Join(' ', text.Ids.Select(id => Tokens[id]));
}
