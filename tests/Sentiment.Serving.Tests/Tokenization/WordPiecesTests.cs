using CsCheck;
using Microsoft.ML.Tokenizers;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>Looking a word up gives what the library makes of it.</summary>
public sealed class WordPiecesTests
{
    private static readonly byte[] VocabularyFile = File.ReadAllBytes(RepositoryRoot.Combine("models", "sentiment-base", "vocab.txt"));
    private static readonly Dictionary<string, int> Vocabulary = WordPieceVocabulary.Read(VocabularyFile);

    private static readonly Gen<string> Words = Gen.OneOf(
        AnyOf(Vocabulary.Keys.Where(static token => token.All(char.IsAsciiLetter))),
        Gen.Select(AnyOf("watch", "unwatch", "film", "good"), AnyOf("able", "s", "ness", "zq", ""), string.Concat),
        Gen.Char['a', 'z'].Array[1, 12].Select(static letters => new string(letters)));

    [Fact]
    public void Append_AnyWord_GivesThePiecesOfTheLibrary()
    {
        using var stream = new MemoryStream(VocabularyFile);
        var library = BertTokenizer.Create(stream, new BertOptions { SplitOnSpecialTokens = false });
        var pieces = new WordPieces(Vocabulary, library);
        Words.Sample(word =>
        {
            var ids = new List<int>();
            pieces.Append(word, ids);
            Assert.Equal(library.EncodeToIds(word, addSpecialTokens: false), ids);
        });
    }

    private static Gen<string> AnyOf(params IEnumerable<string> words) => Gen.OneOf([.. words.Select(Gen.Const)]);
}
