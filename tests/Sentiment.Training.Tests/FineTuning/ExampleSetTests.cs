using System.Text;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;
using Sentiment.Training.FineTuning;
using Sentiment.Training.Recipes;

namespace Sentiment.Training.Tests.FineTuning;

public sealed class ExampleSetTests : IDisposable
{
    private const string Corpus = "some.tsv.gz";

    private readonly CorpusFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Labels_BecomeTheirTargetsAndOthersAreLeftOut()
    {
        _folder.Write(Corpus, ("0", Free("bad")), ("1", Free("good")), ("2", Free("so so")), ("-", Free("what")));

        var set = Read(new SetRecipe { Corpus = Corpus, Targets = new Dictionary<string, double> { ["0"] = 0.1, ["1"] = 0.9, ["2"] = 0.5 } });

        Assert.Equal([0.1f, 0.9f, 0.5f], set.Examples.Select(example => example.Target));
    }

    [Fact]
    public void Read_TextLongerThanASequence_IsItsBeginningAndItsEnd()
    {
        _folder.Write(Corpus, ("1", Free("abcdefghijklmnop", letters: true)));

        var set = Read(new SetRecipe { Corpus = Corpus, Targets = new Dictionary<string, double> { ["1"] = 0.9 } });

        Assert.Equal(2, set.Examples.Count);
        Assert.All(set.Examples, example => Assert.Equal(8, example.Ids.Length));
        Assert.NotEqual(set.Examples[0].Ids, set.Examples[1].Ids);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2.5, 250)]
    [InlineData(0.25, 25)]
    public void Draw_AnyShare_GivesEachExampleSoOften(double share, int expected)
    {
        var set = new ExampleSet("some", share, [.. Enumerable.Range(0, 100).Select(i => new EncodedExample([i], 0))]);

        var drawn = set.Draw(first: 1_000, new Random(1)).ToArray();

        Assert.Equal(expected, drawn.Length);
        Assert.All(drawn, index => Assert.InRange(index, 1_000, 1_099));
        Assert.All(drawn.CountBy(index => index), pair => Assert.InRange(pair.Value, (int)share, (int)share + 1));
    }

    [Fact]
    public void Draw_Fraction_IsAnotherSampleEachTime()
    {
        var set = new ExampleSet("some", 0.25, [.. Enumerable.Range(0, 100).Select(i => new EncodedExample([i], 0))]);
        var random = new Random(1);

        Assert.NotEqual(set.Draw(0, random).Order(), set.Draw(0, random).Order());
    }

    [Fact]
    public void Read_TaughtLabels_AreLearntWhereTheTeacherIsSure()
    {
        _folder.Write(Corpus, ("-", Free("a")), ("-", Free("b")), ("-", Free("c")), ("-", Free("d")));

        var set = Read(new SetRecipe { Corpus = Corpus }, _ => [0.999f, 0.6f, 0.15f, 0.01f]);

        Assert.Equal([0.95f, 0.15f, 0.05f], set.Examples.Select(example => example.Target), (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public void Read_NeitherTargetsNorATeacher_SaysSo()
    {
        _folder.Write(Corpus, ("-", "a"));

        Assert.Contains(
            $"{Corpus} has no targets", Assert.Throws<InvalidDataException>(() => Read(new SetRecipe { Corpus = Corpus })).Message, StringComparison.Ordinal);
    }

    private ExampleSet Read(SetRecipe set, Func<string, float[]?>? taught = null) => ExampleSet.Read(
        new FineTuneRecipe
        {
            Sets = [set],
            TemplateShare = 0,
            MaximumTokens = 8,
            Epochs = 1,
            LearningRate = 0,
            Dropout = 0,
            MaskedShare = 0,
            Optimizer = null!,
        },
        _folder.Path,
        WordPieceTokenizer.Create(Encoding.UTF8.GetBytes(
            string.Join('\n', ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. "abcdefghijklmnopqrstuvwxyz0123456789".Select(letter => letter.ToString())]))),
        taught ?? (_ => null),
        seed: 1)[0];

    /// <summary>The text, with a number behind it with which it is for learning.</summary>
    private static string Free(string text, bool letters = false) => Enumerable.Range(0, 1_000)
        .Select(i => letters ? string.Join(' ', $"{text}{i}".AsEnumerable()) : $"{text} {i}")
        .First(candidate => HoldOut.PurposeOf(TextKey.Of(candidate)) == TextPurpose.Learning);
}
