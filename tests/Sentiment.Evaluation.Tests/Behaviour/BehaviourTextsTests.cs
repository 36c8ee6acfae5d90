using System.IO.Compression;
using Sentiment.TestKit;
using Sentiment.Training.Data;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>That the texts of this folder are what they are said to be.</summary>
public sealed class BehaviourTextsTests
{
    [Fact]
    public void Text_OfACapability_StandsInNoCorpus()
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var own = Directory.GetFiles(RepositoryRoot.Combine("tests", "Sentiment.Evaluation.Tests", "Behaviour"), "*.tsv")
            .SelectMany(file => BehaviourCase.Read(Path.GetFileNameWithoutExtension(file)))
            .Select(example => TextKey.Of(example.Text))
            .ToHashSet(StringComparer.Ordinal);

        var known = Directory.GetFiles(SharedData.Path, "*.tsv.gz").SelectMany(Lines)
            .Where(line => own.Contains(TextKey.Of(line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..])));

        Assert.Empty(known);
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
