using System.Text;
using Sentiment.Models.Packages;

namespace Sentiment.Models.Tests.Packages;

/// <summary>The manifest is read by every later version: its bytes and its digest stay.</summary>
public sealed class ManifestGoldenTests
{
    private static readonly ModelManifest Manifest = new(
        "sentiment-test",
        "0.1.0",
        "distilbert",
        ["NEGATIVE", "POSITIVE"],
        512,
        1.25,
        new SortedDictionary<string, FileEntry>(StringComparer.Ordinal)
        {
            [PackageFiles.Config] = new(new string('a', 64), 123),
            [PackageFiles.OnnxInt8] = new(new string('b', 64), 7_743_786),
        },
        [new AccuracyEntry("sst2-dev", ModelVariants.OnnxInt8, 872, 0.8125)],
        [
            new GoldenText(
                "Très bien, it's <good>!",
                [2, 17, 3],
                new Dictionary<string, GoldenLogits>(StringComparer.Ordinal) { [ModelVariants.OnnxInt8] = new([-1.5f, 2.25f], 0.02f) }),
        ]);

    [Fact]
    public void Write_Manifest_GivesTheGoldenBytes() =>
        Assert.Equal(Encoding.UTF8.GetString(Golden()), Encoding.UTF8.GetString(PackageJson.Write(Manifest)));

    [Fact]
    public void Read_GoldenManifest_GivesWhatWasWritten() =>
        Assert.Equal(Golden(), PackageJson.Write(PackageJson.ReadManifest(Golden())));

    [Fact]
    public void Digest_GoldenManifest_StaysTheSame() =>
        Assert.Equal("915318d876c06dd29cc1f38ae1f27e30ca3e9d6a541042a651d3acf8e0b54952", PackageDigest.OfManifest(PackageJson.ReadManifest(Golden())));

    [Fact]
    public void Digest_AccuracyOrGoldenTextsChanged_StaysTheSame() =>
        Assert.Equal(PackageDigest.OfManifest(Manifest), PackageDigest.OfManifest(Manifest with { Accuracy = [], Golden = [] }));

    [Fact]
    public void Digest_AnythingThatChangesAnswers_Changes()
    {
        ModelManifest[] others =
        [
            Manifest with { Name = "other" },
            Manifest with { Version = "0.1.1" },
            Manifest with { Labels = ["POSITIVE", "NEGATIVE"] },
            Manifest with { Temperature = 1 },
            Manifest with { MaximumTokens = 128 },
            Manifest with { Files = new Dictionary<string, FileEntry>(StringComparer.Ordinal) { [PackageFiles.Config] = new(new string('c', 64), 123) } },
        ];

        var digests = others.Append(Manifest).Select(PackageDigest.OfManifest).ToArray();

        Assert.Equal(digests.Distinct(), digests);
    }

    private static byte[] Golden() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Packages", "golden", "manifest.json"));
}
