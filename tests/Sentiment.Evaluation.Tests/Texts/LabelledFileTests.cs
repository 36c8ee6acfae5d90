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
        var file = LabelledFile.Read(Write(name, "1\tfine\n0\tpoor\n2\tso so\n-\twho knows\n1\ta\tb\n"), heldBackOnly: false);

        Assert.Equal("some", file.Name);
        Assert.Equal([new LabelledText("fine", true), new LabelledText("poor", false), new LabelledText("a\tb", true)], file.Texts);
        Assert.Equal(2, file.LeftOut);
    }

    [Fact]
    public void Read_FiveGrades_AreBlamePraiseAndNeither()
    {
        var file = LabelledFile.Read(Write("g.tsv", "0\ta\n1\tb\n2\tc\n3\td\n4\te\n"), heldBackOnly: false);

        Assert.Equal([("a", false), ("b", false), ("d", true), ("e", true)], file.Texts.Select(text => (text.Text, text.IsPositive)));
    }

    [Fact]
    public void Read_HeldBackOnly_TakesEachTextOfTheOneInTwentyOnce()
    {
        var texts = Enumerable.Range(0, 300).Select(i => $"text number {i}").ToArray();
        var lines = texts.Concat(texts.Select(text => text.ToUpperInvariant())).Select(text => $"1\t{text}\n");

        var file = LabelledFile.Read(Write("h.tsv", string.Concat(lines)), heldBackOnly: true);

        Assert.Equal(texts.Where(HoldOut.IsMeasured), file.Texts.Select(text => text.Text));
        Assert.NotEmpty(file.Texts);
    }

    [Theory]
    [InlineData("1\tfine\nno label here at all\n", "line 2: the label '' is none of 0, 1, 2, -")]
    [InlineData("1\tfine\nPOSITIVELY-LONG-LABEL\tx\n", "line 2: the label 'POSITIVELY-L…'")]
    [InlineData("", "no text that is blame or praise")]
    [InlineData("2\tso so\n", "no text that is blame or praise")]
    [InlineData(null, "cannot be read")]
    public void Read_NoSuchFile_SaysWhy(string? content, string expected)
    {
        var path = content is null ? Path.Combine(_folder, "missing.tsv") : Write("odd.tsv", content);

        var error = Assert.Throws<InvalidDataException>(() => LabelledFile.Read(path, heldBackOnly: false));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GzipOfSomethingElse_SaysWhy()
    {
        var path = Path.Combine(_folder, "x.tsv.gz");
        File.WriteAllText(path, "not gzipped");

        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => LabelledFile.Read(path, heldBackOnly: false)).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
