using System.Text;
using System.Text.Json.Nodes;
using Sentiment.Models.Packages;

namespace Sentiment.Models.Tests.Packages;

public sealed class BaselineTests : IDisposable
{
    private static readonly ModelBaseline Baseline = new(
        1_000,
        ["reviews"],
        ModelVariants.OnnxInt8,
        new NumericBaseline([40, 120], [0.25, 0.5, 0.25]),
        new NumericBaseline([0.75], [0.5, 0.5]),
        new SortedDictionary<string, double>(StringComparer.Ordinal) { ["NEGATIVE"] = 0.375, ["POSITIVE"] = 0.625 },
        new NumericBaseline([0, 0.02], [0.75, 0.25, 0]));

    private readonly TestPackage _package = new();

    public void Dispose() => _package.Dispose();

    [Fact]
    public void Load_WithABaseline_GivesItBack()
    {
        Put(Baseline);

        var read = _package.Load().Manifest.Baseline;

        Assert.Equal(PackageJson.Write(Baseline), PackageJson.Write(read!));
    }

    [Fact]
    public void Load_WithoutABaseline_HasNone()
    {
        Assert.Null(_package.Load().Manifest.Baseline);
        Assert.DoesNotContain("baseline", File.ReadAllText(_package.PathOf(PackageFiles.Manifest)), StringComparison.Ordinal);
    }

    /// <summary>The baseline does not change an answer: what is cached stays good.</summary>
    [Fact]
    public void Digest_WithABaseline_StaysTheSame()
    {
        var before = _package.Load().Digest;
        Put(Baseline);

        Assert.Equal(before, _package.Load().Digest);
    }

    [Fact]
    public void Write_Baseline_GivesTheGoldenBytes() => Assert.Equal(
        """
        {
          "texts": 1000,
          "measured_on": [
            "reviews"
          ],
          "variant": "onnx/int8",
          "text_length": {
            "upper_bounds": [
              40,
              120
            ],
            "shares": [
              0.25,
              0.5,
              0.25
            ]
          },
          "confidence": {
            "upper_bounds": [
              0.75
            ],
            "shares": [
              0.5,
              0.5
            ]
          },
          "label": {
            "NEGATIVE": 0.375,
            "POSITIVE": 0.625
          },
          "unknown_tokens": {
            "upper_bounds": [
              0,
              0.02
            ],
            "shares": [
              0.75,
              0.25,
              0
            ]
          }
        }
        """.ReplaceLineEndings("\n"),
        Encoding.UTF8.GetString(PackageJson.Write(Baseline)));

    /// <summary>What a later version has added, and digits that a number of this one has not, are somebody's.</summary>
    [Fact]
    public void WithBaseline_AManifest_ChangesNothingElse()
    {
        const string Other = "{\n  \"name\": \"<é>\",\n  \"added_later\": 0.10000000000000000001,\n  \"golden\": []\n}\n";

        var once = PackageJson.WithBaseline(Encoding.UTF8.GetBytes(Other), Baseline);
        var twice = PackageJson.WithBaseline(once, Baseline with { Texts = 2_000 });

        Assert.StartsWith(Other[..^3] + ",\n  \"baseline\": {\n    \"texts\": 1000,", Encoding.UTF8.GetString(once), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(once).Replace("1000,", "2000,", StringComparison.Ordinal), Encoding.UTF8.GetString(twice));
    }

    [Theory]
    [InlineData("texts", "0", "baseline.texts is 0")]
    [InlineData("measured_on", "[]", "baseline.measured_on must name")]
    [InlineData("measured_on", "[\" \"]", "baseline.measured_on must name")]
    [InlineData("text_length.upper_bounds", "[40, 40]", "baseline.text_length.upper_bounds has 40 after 40")]
    [InlineData("text_length.upper_bounds", "[120, 40]", "baseline.text_length.upper_bounds has 40 after 120")]
    [InlineData("text_length.upper_bounds", "[40]", "baseline.text_length has 3 shares for 1 upper_bounds")]
    [InlineData("confidence.upper_bounds", "[1e999]", "baseline.confidence.upper_bounds has Infinity")]
    [InlineData("confidence.shares", "[0.5, 0.4]", "baseline.confidence.shares add up to 0.9")]
    [InlineData("confidence.shares", "[1.5, -0.5]", "baseline.confidence.shares has 1.5")]
    [InlineData("unknown_tokens.shares", "[1]", "baseline.unknown_tokens has 1 shares for 2 upper_bounds")]
    [InlineData("unknown_tokens.shares", "[1, 0, -0.0001]", "baseline.unknown_tokens.shares has -0.0001")]
    [InlineData("label", """{"NEGATIVE": 1}""", "baseline.label has no share of POSITIVE")]
    [InlineData("label", """{"NEGATIVE": 0.5, "POSITIVE": 0.4, "NEUTRAL": 0.1}""", "baseline.label has 'NEUTRAL'")]
    [InlineData("label", """{"NEGATIVE": 0.5, "POSITIVE": 0.6}""", "baseline.label add up to 1.1")]
    [InlineData("label", "null", "label")]
    [InlineData("variant", "null", "variant")]
    public void Load_ABrokenBaseline_NamesFieldAndValue(string field, string value, string expected)
    {
        Put(Baseline);
        var manifest = JsonNode.Parse(File.ReadAllBytes(_package.PathOf(PackageFiles.Manifest)))!;
        var parts = field.Split('.');
        var parent = parts.SkipLast(1).Aggregate(manifest["baseline"]!, static (node, part) => node[part]!);
        parent[parts[^1]] = JsonNode.Parse(value);
        _package.Put(PackageFiles.Manifest, Encoding.UTF8.GetBytes(manifest.ToJsonString()));

        var result = ModelPackage.Load(_package.Root);

        Assert.Equal(PackageProblemKind.Invalid, result.Problem?.Kind);
        Assert.Contains(expected, result.Problem!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3333, 0.6666)]
    [InlineData(0.5004, 0.5004)]
    public void Load_SharesThatWereRounded_AreGood(double negative, double positive)
    {
        Put(Baseline with { Label = new Dictionary<string, double>(StringComparer.Ordinal) { ["NEGATIVE"] = negative, ["POSITIVE"] = positive } });

        Assert.Null(ModelPackage.Load(_package.Root).Problem);
    }

    private void Put(ModelBaseline baseline) => _package.EditManifest(manifest => manifest with { Baseline = baseline });
}
