using CsCheck;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Tests.Texts;

public sealed class SizedTextsTests
{
    [Fact]
    public void Of_AnyLength_TheTokenizerFindsAsMany()
    {
        var model = BenchModel.Shipped();
        var texts = new SizedTexts(model.Tokenizer, new Random(3));
        Gen.Int[3, model.Tokenizer.Settings.MaximumTokens].Sample(tokens => Assert.Equal(tokens, model.Tokenizer.Encode(texts.Of(tokens)).Ids.Length), iter: 100);
    }
}
