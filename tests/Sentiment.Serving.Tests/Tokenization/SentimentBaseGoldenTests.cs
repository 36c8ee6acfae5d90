using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>
/// The shipped vocabulary, over texts of our own. The expected tokens come from a second implementation (BERT's published algorithm in
/// Python, over Python's Unicode tables), so that a mistake in ours cannot vouch for itself.
/// </summary>
public sealed class SentimentBaseGoldenTests
{
    private static readonly string Package = RepositoryRoot.Combine("models", "sentiment-base");

    private static readonly string Golden =
        RepositoryRoot.Combine("tests", "Sentiment.Serving.Tests", "Tokenization", "golden", "sentiment_base.jsonl");

    public static TheoryData<string> Names { get; } = [.. GoldenCase.Read(Golden).Select(golden => golden.Name!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_GoldenText_GivesTheGoldenTokens(string name)
    {
        var tokenizer = WordPieceTokenizer.LoadPackage(Package);
        var vocabulary = File.ReadAllLines(Path.Combine(Package, "vocab.txt"));
        var golden = GoldenCase.Read(Golden).Single(candidate => candidate.Name == name);

        var ids = tokenizer.Encode(golden.Text).Ids;

        Assert.Equal(golden.Tokens, ids[1..^1].Select(id => vocabulary[id]));
        Assert.Equal(golden.Ids, ids);
    }
}
