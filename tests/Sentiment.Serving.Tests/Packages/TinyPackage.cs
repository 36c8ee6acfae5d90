using System.Text;
using Sentiment.Models.Packages;
using Sentiment.Serving.Tests.Tokenization;

namespace Sentiment.Serving.Tests.Packages;

/// <summary>Writes model packages for tests: real files and digests, a vocabulary of about a hundred tokens, 48 positions.</summary>
internal static class TinyPackage
{
    public const string Name = "tiny";
    public const string Version = "0.0.1";
    public const int MaximumTokens = 48;

    public static IReadOnlyList<string> Labels { get; } = ["NEGATIVE", "POSITIVE"];

    public static DistilBertConfig Config { get; } = new()
    {
        Dim = 32,
        Layers = 2,
        Heads = 4,
        HiddenDim = 64,
        VocabularySize = TestVocabulary.Tokens.Count,
        MaximumPositions = MaximumTokens,
        LabelById = new Dictionary<string, string> { ["0"] = Labels[0], ["1"] = Labels[1] },
        IdByLabel = new Dictionary<string, int> { [Labels[0]] = 0, [Labels[1]] = 1 },
    };

    /// <summary>As if somebody had measured it; bounds are where tests can hit them.</summary>
    public static ModelBaseline Baseline { get; } = new(
        Texts: 1_000,
        MeasuredOn: ["tiny"],
        ModelVariants.OnnxInt8,
        TextLength: new NumericBaseline([4, 9], [0.5, 0.3, 0.2]),
        Confidence: new NumericBaseline([0.6, 0.8], [0.2, 0.3, 0.5]),
        Label: new Dictionary<string, double> { [Labels[0]] = 0.4, [Labels[1]] = 0.6 },
        UnknownTokens: new NumericBaseline([0, 0.25], [0.9, 0.1, 0]));

    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="files">More files, such as graphs, by their path in the package.</param>
    /// <param name="golden">Golden texts.</param>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files, params IReadOnlyList<GoldenText> golden) =>
        Write(folder, files, MaximumTokens, golden, Baseline);

    public static void Write(
        string folder, IReadOnlyDictionary<string, byte[]> files, int maximumTokens, IReadOnlyList<GoldenText> golden, ModelBaseline? baseline)
    {
        var all = new Dictionary<string, byte[]>(files)
        {
            [PackageFiles.Config] = PackageJson.Write(Config with { MaximumPositions = maximumTokens }),
            [PackageFiles.Vocabulary] = TestVocabulary.Bytes(TestVocabulary.Tokens),
            [PackageFiles.TokenizerConfig] = Encoding.UTF8.GetBytes($$"""{"do_lower_case": true, "model_max_length": {{maximumTokens}}}"""),
        };
        foreach (var (file, content) in all)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        WriteManifest(folder, new ModelManifest(
            Name, Version, "distilbert", Labels, maximumTokens, Temperature: 1.0,
            all.ToDictionary(pair => pair.Key, pair => new FileEntry(PackageDigest.OfBytes(pair.Value), pair.Value.Length)), Accuracy: [], golden, baseline));
    }

    public static void WriteManifest(string folder, ModelManifest manifest) =>
        File.WriteAllBytes(Path.Combine(folder, PackageFiles.Manifest), PackageJson.Write(manifest));

    /// <summary>A golden text with the tokens that the tokenizer gives.</summary>
    public static GoldenText Golden(string text, params IEnumerable<(string Variant, float[] Logits, float Tolerance)> logits) => new(
        text,
        TestVocabulary.Tokenizer.Encode(text, MaximumTokens).Ids,
        logits.ToDictionary(entry => entry.Variant, entry => new GoldenLogits(entry.Logits, entry.Tolerance)));
}
