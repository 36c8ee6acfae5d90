using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>The cases of transformers.js for bert-base-uncased, against that model's own vocabulary.</summary>
public sealed class BertUncasedGoldenTests
{
    [Fact]
    public void Encode_GoldenTexts_EqualsHuggingFace()
    {
        var tokenizer = WordPieceTokenizer.Load(Required("vocab.txt"));
        var cases = GoldenCase.Read(Required("bert_uncased_golden.jsonl"))
            .Where(golden => golden.TextPair is null)
            .ToList();

        Assert.Equal(41, cases.Count);
        Assert.All(cases, golden => Assert.Equal(golden.Ids, tokenizer.Encode(golden.Text).Ids));
    }

    [Theory]
    [InlineData("café CAFÉ cafe\u0301", "cafe cafe cafe")]
    [InlineData("a\u200Bb\u00ADc\uFEFFd", "abcd")]
    [InlineData("\uD83D broken \uDE00 halves", "broken halves")]
    [InlineData("İstanbul ΣΑΣ", "istanbul σασ")]
    [InlineData("one\r\ntwo\u2028three\u3000four\u0085five", "one two three fourfive")]
    [InlineData("\uFFFE", "\uFFFF")]
    public void Encode_TextAndItsPlainForm_AreTheSame(string text, string plain)
    {
        var tokenizer = WordPieceTokenizer.Load(Required("vocab.txt"));

        Assert.Equal(tokenizer.Encode(plain).Ids, tokenizer.Encode(text).Ids);
    }

    private static string Required(string file)
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        return SharedData.File("tokenizer", file);
    }
}
