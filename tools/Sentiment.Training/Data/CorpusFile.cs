using System.IO.Compression;

namespace Sentiment.Training.Data;

/// <summary>Reads a corpus: gzipped UTF-8, a label, a tab and a text on each line.</summary>
internal static class CorpusFile
{
    /// <summary>What the texts of a corpus are for.</summary>
    public static CorpusSplit Split(string path) =>
        Path.GetFileName(path) == Corpora.Sst5 ? CorpusSplit.OfTreebank(Read(path).Select(row => row.Text)) : CorpusSplit.OfTexts;

    public static IEnumerable<LabelledText> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0)
            {
                yield return new LabelledText(line[..tab], line[(tab + 1)..]);
            }
        }
    }
}

/// <param name="Label"><c>0</c> negative, <c>1</c> positive, <c>2</c> neutral, <c>-</c> none; <c>0</c> to <c>4</c> in SST-5.</param>
/// <param name="Text">The text as it stands in the corpus.</param>
internal readonly record struct LabelledText(string Label, string Text);
