using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Tokenization;

public sealed class WordPieceTokenizerTests
{
    [Theory]
    [InlineData("Goodness!", "[CLS] good ##ness ! [SEP]")]
    [InlineData("bad+good=$<>", "[CLS] bad + good = $ < > [SEP]")]
    [InlineData("[SEP] [CLS]", "[CLS] [ sep ] [ c ##l ##s ] [SEP]")]
    [InlineData("café\tCAFÉ", "[CLS] cafe cafe [SEP]")]
    [InlineData("bad\ngood\r\nbad", "[CLS] bad good bad [SEP]")]
    [InlineData("生生good", "[CLS] 生 生 good [SEP]")]
    [InlineData("😀😀 x", "[CLS] 😀 ##😀 x [SEP]")]
    [InlineData("good\0ness", "[CLS] good ##ness [SEP]")]
    [InlineData("жук", "[CLS] [UNK] [SEP]")]
    public void Encode_Text_GivesTheseTokens(string text, string tokens) =>
        Assert.Equal(tokens, TestVocabulary.Read(TestVocabulary.Tokenizer.Encode(text)));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u3000")]
    [InlineData("\u200B\u200D\uFEFF\u00AD")]
    [InlineData("\0\u0001\uFFFD")]
    [InlineData("\uDC00\uD800")]
    [InlineData("\u0301\uFE0F")]
    public void Encode_NothingToRead_HasNoTextTokens(string text)
    {
        var encoded = TestVocabulary.Tokenizer.Encode(text);

        Assert.Equal(0, encoded.TextTokens);
        Assert.Equal("[CLS] [SEP]", TestVocabulary.Read(encoded));
        Assert.False(encoded.Truncated);
    }

    // In order or not, before the letter's own accent or after it: none of them reaches the normalisation, which would sort them.
    [Fact]
    public void Encode_AnyRunOfAccents_LeavesTheLetter() => Assert.Equal(
        "[CLS] cafe good [SEP]",
        TestVocabulary.Read(TestVocabulary.Tokenizer.Encode("cafe" + new string('\u0301', 4_000) + new string('\u0316', 4_000) + " go\u0327\u0301od")));

    [Fact]
    public void Encode_MoreThanTheMaximum_KeepsTheHead()
    {
        var encoded = TestVocabulary.Tokenizer.Encode("good bad good bad", maximumTokens: 5);

        Assert.Equal("[CLS] good bad good [SEP]", TestVocabulary.Read(encoded));
        Assert.Equal(4, encoded.TextTokens);
        Assert.True(encoded.Truncated);
    }

    [Fact]
    public void Encode_ExactlyTheMaximum_IsNotTruncated() =>
        Assert.False(TestVocabulary.Tokenizer.Encode("good bad good", maximumTokens: 5).Truncated);

    [Theory]
    [InlineData("a", 100, 100)]
    [InlineData("a", 101, 1)]
    [InlineData("😀", 100, 100)]
    [InlineData("😀", 101, 1)]
    public void Encode_LongWord_IsUnknownBeyondAHundredCharacters(string character, int count, int tokens)
    {
        var encoded = TestVocabulary.Tokenizer.Encode(string.Concat(Enumerable.Repeat(character, count)));

        Assert.Equal(tokens, encoded.TextTokens);
        Assert.Equal(count > 100, encoded.Ids[1] == TestVocabulary.Tokenizer.UnknownId);
    }

    [Fact]
    public void Encode_CasedSettings_KeepsCaseAndAccents()
    {
        var tokenizer = TestVocabulary.Create(new TokenizerSettings { LowerCase = false, StripAccents = false });

        Assert.Equal("[CLS] [UNK] [UNK] good [SEP]", TestVocabulary.Read(tokenizer.Encode("Good café good")));
    }

    [Theory]
    [InlineData("[PAD]")]
    [InlineData("[UNK]")]
    [InlineData("[CLS]")]
    [InlineData("[SEP]")]
    public void Create_SpecialTokenMissing_SaysWhich(string missing)
    {
        var vocabulary = TestVocabulary.Bytes(TestVocabulary.Tokens.Where(token => token != missing));

        var error = Assert.Throws<InvalidDataException>(() => WordPieceTokenizer.Create(vocabulary));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TokenTwice_SaysTheLine()
    {
        var vocabulary = TestVocabulary.Bytes([.. TestVocabulary.Tokens, "good"]);

        var error = Assert.Throws<InvalidDataException>(() => WordPieceTokenizer.Create(vocabulary));

        Assert.Contains($"line {TestVocabulary.Tokens.Count + 1}", error.Message, StringComparison.Ordinal);
    }
}
