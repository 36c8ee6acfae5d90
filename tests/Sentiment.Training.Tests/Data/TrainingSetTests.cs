using System.IO.Compression;
using System.Text;
using Sentiment.Training.Data;

namespace Sentiment.Training.Tests.Data;

public sealed class TrainingSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("corpora-").FullName;

    public TrainingSetTests()
    {
        foreach (var file in new[] { Corpora.Sst2, Corpora.Sst5, Corpora.Imdb, Corpora.Yelp, Corpora.Products, Corpora.CustomerReviews, Corpora.Reddit, Corpora.Tweets })
        {
            Write(file);
        }

        Write(Corpora.Validation, ("1", "A validation text."));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_TextOfTheValidationSet_IsNotTrainedOn()
    {
        Write(Corpora.Sst2, ("1", "a Validation text !"), ("0", "another text"));
        Write(Corpora.Imdb, ("1", "at row 0"), ("1", "A VALIDATION, TEXT"));

        var set = TrainingSet.Read(_folder, seed: 1);

        Assert.DoesNotContain(set.Broad.Concat(set.Phrases), example => TextKey.Of(example.Text) == TextKey.Of("a validation text"));
        Assert.Contains(set.Phrases, example => example.Text == "another text");
    }

    [Fact]
    public void Read_Grades_BecomeProbabilities()
    {
        Write(Corpora.Sst5, ("0", "worst"), ("2", "middling"), ("4", "finest"));

        var targets = TrainingSet.Read(_folder, seed: 1).Phrases.ToDictionary(example => example.Text, example => example.Target);

        Assert.Equal((0.02f, 0.5f, 0.98f), (targets["worst"], targets["middling"], targets["finest"]));
    }

    [Fact]
    public void Read_HeldOutReviews_AndTheirDuplicatesAreNotTrainedOn()
    {
        Write(Corpora.Products, [.. Enumerable.Range(0, 60).Select(row => ("1", $"review number {row}")), ("1", "Review, number 25!")]);

        var heldOut = TrainingSet.ReadHeldOut(_folder, Corpora.Products);
        var broad = TrainingSet.Read(_folder, seed: 1).Broad.Select(example => example.Text).ToHashSet();

        Assert.Equal(["review number 0", "review number 50"], heldOut.Select(example => example.Text));
        Assert.DoesNotContain(heldOut, example => broad.Contains(example.Text));
        Assert.Contains("review number 1", broad);
    }

    [Fact]
    public void Create_TemplateSentences_AreFilledInAndOfBothLabels()
    {
        var sentences = TemplateSentences.Create(seed: 1).ToList();

        Assert.DoesNotContain(sentences, example => example.Text.Contains('{', StringComparison.Ordinal));
        Assert.Contains(sentences, example => example.Text == "not great" && example.Target < 0.5f);
        Assert.Contains(sentences, example => example.Text == "not awful" && example.Target > 0.5f);
    }

    private void Write(string file, params (string Label, string Text)[] rows)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(_folder, file)), CompressionLevel.Fastest), new UTF8Encoding(false));
        foreach (var (label, text) in rows)
        {
            writer.Write($"{label}\t{text}\n");
        }
    }
}
