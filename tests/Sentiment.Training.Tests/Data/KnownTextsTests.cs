using System.Globalization;
using Sentiment.Training.Data;

namespace Sentiment.Training.Tests.Data;

public sealed class KnownTextsTests : IDisposable
{
    private readonly CorpusFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LetIn_TextOfTheValidationSet_IsNot() => Assert.False(new KnownTexts(_folder.Path, TextPurpose.Learning).LetIn("a Validation, text !", CorpusSplit.OfTexts));

    [Fact]
    public void LetIn_EachPurpose_GetsItsShareOfTheTextsAndNoneOfAnothers()
    {
        var texts = Enumerable.Range(0, 8_000).Select(i => $"text number {i}").ToArray();
        var counts = Enum.GetValues<TextPurpose>().ToDictionary(purpose => purpose, purpose => Count(texts, purpose));

        Assert.Equal(texts.Length, counts.Values.Sum());
        Assert.InRange(counts[TextPurpose.Measuring], 340, 460);
        Assert.InRange(counts[TextPurpose.Calibrating], 150, 250);
    }

    [Fact]
    public void LetIn_TheSameTextAgain_IsNot()
    {
        var known = new KnownTexts(_folder.Path, TextPurpose.Learning);
        var text = Enumerable.Range(0, 100).Select(i => $"text number {i}").First(text => HoldOut.PurposeOf(TextKey.Of(text)) == TextPurpose.Learning);

        Assert.True(known.LetIn(text, CorpusSplit.OfTexts));
        Assert.False(known.LetIn(text.ToUpperInvariant() + "!", CorpusSplit.OfTexts));
    }

    [Fact]
    public void Read_HeldBackOfACorpus_IsWhatTrainingDoesNotGet()
    {
        _folder.Write("some.tsv.gz", [.. Enumerable.Range(0, 400).Select(i => ($"{i % 3}", $"text number {i}")), ("1", "A validation text.")]);
        var known = new KnownTexts(_folder.Path, TextPurpose.Learning);

        var heldBack = LabelledTexts.Read(_folder.Path, "some.tsv.gz", TextPurpose.Measuring);

        Assert.NotEmpty(heldBack);
        Assert.All(heldBack, example => Assert.False(known.LetIn(example.Text, CorpusSplit.OfTexts)));
        Assert.All(heldBack, example => Assert.Equal(example.Target, NumberOf(example) % 3));
    }

    [Fact]
    public void Read_HeldBackGrades_AreBlameAndPraiseWithoutTheMiddle()
    {
        _folder.Write(Corpora.Sst5, [.. Enumerable.Range(0, 500).Select(i => ($"{i % 5}", $"text number {i}"))]);

        var heldBack = LabelledTexts.Read(_folder.Path, Corpora.Sst5, TextPurpose.Measuring);

        Assert.All(heldBack, example => Assert.Equal((NumberOf(example) % 5) switch { 0 or 1 => 0f, 3 or 4 => 1f, _ => -1 }, example.Target));
        Assert.Equal([0f, 1f], heldBack.Select(example => example.Target).Distinct().Order());
    }

    [Fact]
    public void LetIn_SignsWithoutLetters_AreTextsOfTheirOwn()
    {
        var known = new KnownTexts(_folder.Path, Enum.GetValues<TextPurpose>());

        Assert.All(["👍", "👎", ":)", ":("], sign => Assert.True(known.LetIn(sign, CorpusSplit.OfTexts)));
        Assert.False(known.LetIn(" 👍", CorpusSplit.OfTexts));
    }

    private int Count(string[] texts, TextPurpose purpose)
    {
        var known = new KnownTexts(_folder.Path, purpose);
        return texts.Count(text => known.LetIn(text, CorpusSplit.OfTexts));
    }

    private static int NumberOf(Example example) => int.Parse(example.Text.Split(' ')[^1], CultureInfo.InvariantCulture);
}
