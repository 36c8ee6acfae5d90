using Sentiment.Models.Torch;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Calibrating;
using Sentiment.Training.Data;

namespace Sentiment.Training.Tests.Calibrating;

public sealed class WindowedTextsTests : IDisposable
{
    private const int Maximum = 12;

    private readonly string _vocabulary = Path.GetTempFileName();

    public WindowedTextsTests() => File.WriteAllLines(
        _vocabulary, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(0, 15).Select(i => $"{(char)('a' + i)}")]);

    public void Dispose() => File.Delete(_vocabulary);

    [Fact]
    public void Margins_AShortText_IsItsOwn()
    {
        using var model = TinyModel.Create();
        var tokenizer = WordPieceTokenizer.Load(_vocabulary);

        var margins = WindowedTexts.Margins(model, tokenizer, [new Example("a b c", 1), new Example("d", 0)], Maximum);

        Assert.Equal(Alone(model, tokenizer, "a b c"), margins[0], 1e-5);
        Assert.Equal(Alone(model, tokenizer, "d"), margins[1], 1e-5);
    }

    /// <summary>Of one word again and again, so that windows differ in their length alone; the model itself reads no more than its twelve positions.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(25)]
    [InlineData(60)]
    public void Margins_ALongText_IsTheMeanOfWindowsThatFit(int words)
    {
        using var model = TinyModel.Create();
        var tokenizer = WordPieceTokenizer.Load(_vocabulary);
        var fitting = Enumerable.Range(1, Maximum - 2).Select(count => Alone(model, tokenizer, Repeated(count))).ToArray();

        var margin = WindowedTexts.Margins(model, tokenizer, [new Example(Repeated(words), 1)], Maximum)[0];

        Assert.InRange(margin, fitting.Min() - 1e-5, fitting.Max() + 1e-5);
        Assert.True(fitting.Max() - fitting.Min() > 0.01, "all windows say the same, so that their mean proves nothing");
    }

    private static string Repeated(int words) => string.Join(' ', Enumerable.Repeat("e", words));

    private static double Alone(DistilBertClassifier model, WordPieceTokenizer tokenizer, string text)
    {
        var ids = tokenizer.Encode(text, Maximum).Ids;
        var row = new long[1, ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            row[0, i] = ids[i];
        }

        var logits = TinyModel.Logits(model, row, null);
        return logits[1] - logits[0];
    }
}
