using System.IO.Compression;

namespace Sentiment.Training.Data;

/// <summary>Reads a corpus: gzipped UTF-8, a label, a tab and a text on each line.</summary>
internal static class CorpusFile
{
    /// <summary>What the texts of a corpus are for.</summary>
    public static CorpusSplit Split(string path) =>
        Path.GetFileName(path) == Corpora.Sst5 ? CorpusSplit.OfTreebank(Read(path).Select(row => row.Text)) : CorpusSplit.OfTexts;

    /// <exception cref="InvalidDataException">It is missing, or no such file.</exception>
    public static IEnumerable<LabelledText> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(Open(path), CompressionMode.Decompress));
        while (NextLine(reader, path) is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0)
            {
                yield return new LabelledText(line[..tab], line[(tab + 1)..]);
            }
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private static string? NextLine(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            // Which file, the decompressor does not say.
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }
}

/// <param name="Label"><c>0</c> negative, <c>1</c> positive, <c>2</c> neutral, <c>-</c> none; <c>0</c> to <c>4</c> in SST-5.</param>
/// <param name="Text">The text as it stands in the corpus.</param>
internal readonly record struct LabelledText(string Label, string Text);
