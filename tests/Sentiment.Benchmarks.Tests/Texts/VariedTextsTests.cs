using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Texts;
using Sentiment.Contracts;

namespace Sentiment.Benchmarks.Tests.Texts;

public sealed class VariedTextsTests
{
    [Fact]
    public void Write_Many_ArePredictableAndSomeOfThemNeedWindows()
    {
        var tokenizer = BenchModel.Shipped().Tokenizer;
        string[] texts = [.. VariedTexts.Write(2_000, new Random(3))];

        Assert.All(texts, static text => Assert.InRange(text.Length, 1, Limits.TextScalars));
        Assert.InRange(texts.Count(text => tokenizer.EncodeText(text).Count > tokenizer.Settings.MaximumTokens), 1, 40);
    }
}
