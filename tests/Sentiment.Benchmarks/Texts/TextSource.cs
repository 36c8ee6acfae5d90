using System.IO.Compression;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Texts;

/// <summary>
/// The texts that rows send, none twice: SST-2's sentences where the corpora lie beside the repository, else made-up ones, both with the
/// lengths of SST-2's sentences.
/// </summary>
internal sealed class TextSource
{
    private static readonly string[] Files = ["sst2.dev.tsv.gz", "sst2.train.tsv.gz"];

    private readonly string[] _texts;

    private TextSource(string description, string[] texts)
    {
        Description = description;
        _texts = texts;
    }

    /// <summary>Which texts they are, for the report.</summary>
    public string Description { get; }

    public static TextSource Load(Random random) =>
        Files.All(static file => File.Exists(SharedData.File(file)))
            ? new TextSource(
                "SST-2: the 872 sentences of dev, then phrases of train drawn to the same lengths",
                SentenceLengths.Draw(ReadUnique(Files[0]), ReadUnique(Files[1]), random))
            : new TextSource(
                $"made up, with the lengths of SST-2's sentences ({SharedData.SkipReason})",
                MadeUpTexts.Write(random));

    /// <summary>The first texts, a different one each.</summary>
    public IReadOnlyList<string> Take(int count) => count <= _texts.Length
        ? _texts.AsSpan(0, count).ToArray()
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"There are {_texts.Length} texts.");

    private static string[] ReadUnique(string file)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.File(file)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return [.. Lines(reader).Select(static line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
