using System.IO.Compression;
using System.Text;
using Sentiment.Evaluation.Texts;
using Sentiment.Training.Data;

namespace Sentiment.Evaluation.Tests.Texts;

public sealed class LabelledFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("some.tsv")]
    [InlineData("some.tsv.gz")]
    public void Read_Labels_TakesBlameAndPraise(string name)
    {
        var file = LabelledFile.Read(Write(name, "1\tfine\n0\tpoor\n2\tso so\n-\twho knows\n1\ta\tb\n"), heldBackOnly: false, []);

        Assert.Equal("some", file.Name);
        Assert.Equal([new LabelledText("fine", true), new LabelledText("poor", false), new LabelledText("a\tb", true)], file.Texts);
        Assert.Equal(2, file.LeftOut);
    }

    [Fact]
    public void Read_FiveGrades_AreBlamePraiseAndNeither()
    {
        var file = LabelledFile.Read(Write("g.tsv", "0\ta\n1\tb\n2\tc\n3\td\n4\te\n"), heldBackOnly: false, []);

        Assert.Equal([("a", false), ("b", false), ("d", true), ("e", true)], file.Texts.Select(text => (text.Text, text.IsPositive)));
    }

    [Fact]
    public void Read_HeldBackOnly_TakesEachTextOfTheOneInTwentyOnce()
    {
        var texts = Enumerable.Range(0, 300).Select(i => $"text number {i}").ToArray();
        var lines = texts.Concat(texts.Select(text => text.ToUpperInvariant())).Select(text => $"1\t{text}\n");

        var file = LabelledFile.Read(Write("h.tsv", string.Concat(lines)), heldBackOnly: true, []);

        Assert.Equal(texts.Where(text => CorpusSplit.OfTexts.PurposeOf(text) == TextPurpose.Measuring), file.Texts.Select(text => text.Text));
        Assert.NotEmpty(file.Texts);
    }

    [Theory]
    [InlineData("1\tfine\nno label here at all\n", "line 2: there is no tab")]
    [InlineData("1\tfine\n\n", "line 2: there is no tab")]
    [InlineData("1\tfine\n3\tso so\n", "line 2: the label '3' is none of 0, 1, 2, -")]
    [InlineData("1\tfine\n0\t \n", "line 2: the text is empty")]
    [InlineData("1\tfine\nPOSITIVELY-LONG-LABEL\tx\n", "line 2: the label 'POSITIVELY-L…'")]
    [InlineData("", "no text that is blame or praise")]
    [InlineData("2\tso so\n", "no text that is blame or praise")]
    [InlineData(null, "cannot be read")]
    public void Read_NoSuchFile_SaysWhy(string? content, string expected)
    {
        var path = content is null ? Path.Combine(_folder, "missing.tsv") : Write("odd.tsv", content);

        var error = Assert.Throws<InvalidDataException>(() => LabelledFile.Read(path, heldBackOnly: false, []));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GzipOfSomethingElse_SaysWhy()
    {
        var path = Path.Combine(_folder, "x.tsv.gz");
        File.WriteAllText(path, "not gzipped");

        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => LabelledFile.Read(path, heldBackOnly: false, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherThanUtf8_SaysWhy()
    {
        var path = Path.Combine(_folder, "latin.tsv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("1\ttrès bien\n"));

        Assert.Contains($"{path} is not UTF-8", Assert.Throws<InvalidDataException>(() => LabelledFile.Read(path, heldBackOnly: false, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAll_ATextInTwoFiles_IsHeldBackOnce()
    {
        var text = Enumerable.Range(0, 300).Select(i => $"text number {i}").First(text => CorpusSplit.OfTexts.PurposeOf(text) == TextPurpose.Measuring);
        var other = Enumerable.Range(300, 300).Select(i => $"text number {i}").First(text => CorpusSplit.OfTexts.PurposeOf(text) == TextPurpose.Measuring);

        var files = LabelledFile.ReadAll([Write("a.x.tsv", $"1\t{text}\n"), Write("a.y.tsv.gz", $"2\t{text}\n1\t{text}!\n1\t{other}\n")], heldBackOnly: true);

        Assert.Equal(["a.x", "a.y"], files.Select(file => file.Name));
        Assert.Equal([text, other], files.SelectMany(file => file.Texts).Select(each => each.Text));
        Assert.Equal(1, files[1].LeftOut);
    }

    [Fact]
    public void ReadTexts_AnyLabels_TakesEachTextOnce()
    {
        var (names, texts) = LabelledFile.ReadTexts([Write("a.tsv", "1\tfine\n-\twho knows\n2\tso so\n-\tfine\n"), Write("b.tsv.gz", "0\tFine\n-\twho knows\n")], heldBackOnly: false);

        Assert.Equal(["a", "b"], names);
        Assert.Equal(["fine", "who knows", "so so", "Fine"], texts);
    }

    [Fact]
    public void ReadTexts_NoText_SaysSo() => Assert.Contains(
        "there is no text",
        Assert.Throws<InvalidDataException>(() => LabelledFile.ReadTexts([Write("a.tsv", "")], heldBackOnly: false)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ReadAll_TwoOfOneName_IsRefused() =>
        Assert.Contains(
            "Two files are called a",
            Assert.Throws<InvalidDataException>(() => LabelledFile.ReadAll([Write("a.tsv", "1\tx\n"), Write("a.tsv.gz", "1\tx\n")], heldBackOnly: false)).Message,
            StringComparison.Ordinal);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
