using System.Text;
using CsCheck;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Tokenization;

/// <summary>What must hold for any string at all, legal Unicode or not.</summary>
public sealed class WordPieceTokenizerPropertyTests
{
    private static readonly Gen<string> AnyUtf16 = Gen.Char.Array[0, 200].Select(chars => new string(chars));

    /// <summary>Ranges where tokenizers go wrong: marks, CJK, controls, format characters, emoji, private use, noncharacters.</summary>
    private static readonly Gen<string> Exotic = Gen.OneOf(
            Gen.Int[0x20, 0x7E], Gen.Int[0x00, 0x1F], Gen.Int[0x7F, 0x24F], Gen.Int[0x300, 0x36F], Gen.Int[0x1100, 0x11FF],
            Gen.Int[0x2000, 0x206F], Gen.Int[0x4E00, 0x4E20], Gen.Int[0xAC00, 0xAC20], Gen.Int[0xE000, 0xE010], Gen.Int[0xF900, 0xFA10],
            Gen.Int[0xFE00, 0xFE0F], Gen.Int[0xFFF0, 0xFFFF], Gen.Int[0x1F600, 0x1F64F], Gen.Int[0x1D400, 0x1D410], Gen.Int[0xE0000, 0xE0010])
        .Array[0, 150]
        .Select(values => string.Concat(values.Select(value => new Rune(value))));

    private static readonly Gen<string> Texts = Gen.OneOf(AnyUtf16, Exotic, Gen.String);

    private static WordPieceTokenizer Tokenizer => TestVocabulary.Tokenizer;

    [Fact]
    public void Encode_AnyString_GivesIdsInRangeBetweenTheSpecials() => Texts.Sample(text =>
    {
        var encoded = Tokenizer.Encode(text);
        Assert.Equal(Tokenizer.ClassificationId, encoded.Ids[0]);
        Assert.Equal(Tokenizer.SeparatorId, encoded.Ids[^1]);
        Assert.All(encoded.Ids[1..^1], id => Assert.True(id >= 1 && id < Tokenizer.VocabularySize
            && id != Tokenizer.ClassificationId && id != Tokenizer.SeparatorId));
        Assert.Equal(encoded.TextTokens, encoded.Ids.Length - 2);
    });

    [Fact]
    public void Encode_AnyString_IsDeterministic() =>
        Texts.Sample(text => Tokenizer.Encode(text).Ids.SequenceEqual(Tokenizer.Encode(new string(text)).Ids));

    [Fact]
    public void Encode_ComposedOrDecomposed_IsTheSame() => Exotic
        .Select(text => text.Replace('\uFFFE', ' '))
        .Sample(text => Tokenizer.Encode(text.Normalize(NormalizationForm.FormD)).Ids
            .SequenceEqual(Tokenizer.Encode(text.Normalize(NormalizationForm.FormC)).Ids));

    /// <summary>No character makes more tokens than its decomposition has characters, and none decomposes into more than four.</summary>
    [Fact]
    public void Encode_AnyString_IsBoundedByItsLength() =>
        Texts.Sample(text => Tokenizer.Encode(text).TextTokens <= 4 * text.Length);

    [Fact]
    public void Encode_AnyMaximum_IsAPrefixOfTheWhole() => Gen.Select(Texts, Gen.Int[2, 40]).Sample((text, maximum) =>
    {
        var whole = Tokenizer.Encode(text, int.MaxValue);
        var cut = Tokenizer.Encode(text, maximum);
        return cut.Ids.Length <= maximum
            && cut.Truncated == whole.Ids.Length > maximum
            && cut.TextTokens == whole.TextTokens
            && whole.Ids.AsSpan(0, cut.Ids.Length - 1).SequenceEqual(cut.Ids.AsSpan(0, cut.Ids.Length - 1));
    });

    [Fact]
    public void EncodeText_Enough_IsAPrefixThatIsLongEnough() => Gen.Select(Texts, Gen.Int[1, 40]).Sample((text, enough) =>
    {
        var whole = Tokenizer.EncodeText(text);
        var first = Tokenizer.EncodeText(text, enough);
        return first.Count >= Math.Min(enough, whole.Count) && first.SequenceEqual(whole.Take(first.Count));
    });

    [Fact]
    public void Encode_FromManyThreads_IsTheSame() =>
        Texts.Array[8].Sample(texts =>
        {
            var expected = texts.Select(text => Tokenizer.Encode(text).Ids).ToArray();
            Parallel.For(0, texts.Length, i => Assert.Equal(expected[i], Tokenizer.Encode(texts[i]).Ids));
        }, iter: 20);
}
