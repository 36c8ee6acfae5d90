using System.IO.Compression;
using System.Text;
using Sentiment.Training.Data;

namespace Sentiment.Training.Tests;

/// <summary>A data folder with corpora of a few lines.</summary>
internal sealed class CorpusFolder : IDisposable
{
    public CorpusFolder() => Write(Corpora.Validation, ("1", "A validation text."));

    public string Path { get; } = Directory.CreateTempSubdirectory("corpora-").FullName;

    public void Write(string file, params (string Label, string Text)[] rows)
    {
        using var writer = new StreamWriter(
            new GZipStream(File.Create(System.IO.Path.Combine(Path, file)), CompressionLevel.Fastest), new UTF8Encoding(false));
        foreach (var (label, text) in rows)
        {
            writer.Write($"{label}\t{text}\n");
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
