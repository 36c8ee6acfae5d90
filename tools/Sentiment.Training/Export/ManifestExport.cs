using Sentiment.Models.Packages;

namespace Sentiment.Training.Export;

/// <summary>The last step of a training: golden logits, digests of every file, <c>manifest.json</c>.</summary>
internal static class ManifestExport
{
    /// <summary>
    /// Other processors round sums of single precision differently: some thousandth of what the logits are. A wrong model is off by tenths.
    /// </summary>
    private const float SingleTolerance = 0.002f;

    /// <summary>The same differences make a few activations fall on the next of 255 steps.</summary>
    private const float IntegerTolerance = 0.02f;

    /// <summary>Measured: 0.001 between processors with and without the instructions for it, 0.004 from single precision.</summary>
    private const float RoundedTolerance = 0.01f;

    private static readonly string[] Files =
    [
        PackageFiles.Config, PackageFiles.Vocabulary, PackageFiles.TokenizerConfig, PackageFiles.Tokenizer,
        PackageFiles.Weights, PackageFiles.OnnxFp32, PackageFiles.OnnxInt8, PackageFiles.ModelCard,
    ];

    /// <param name="directory">The package's folder; every other file, the model card too, is already in it.</param>
    /// <param name="settings">Names and numbers of the package.</param>
    /// <param name="accuracy">All that was measured.</param>
    /// <param name="golden">Texts for every backend.</param>
    /// <param name="baseline">What pools hold their texts against; null for none.</param>
    /// <exception cref="FileNotFoundException">A file of the package is not there yet.</exception>
    public static void Write(
        string directory,
        ExportSettings settings,
        IReadOnlyList<AccuracyEntry> accuracy,
        IReadOnlyList<GoldenSample> golden,
        ModelBaseline? baseline)
    {
        var config = PackageJson.ReadConfig(File.ReadAllBytes(Path.Combine(directory, PackageFiles.Config)));
        var manifest = new ModelManifest(
            settings.Name,
            settings.Version,
            config.ModelType,
            [.. Enumerable.Range(0, config.LabelCount).Select(id => config.LabelById[$"{id}"])],
            settings.MaximumTokens,
            settings.Temperature,
            Files.ToDictionary(file => file, file => PackageDigest.OfFile(Path.Combine(directory, file)), StringComparer.Ordinal),
            accuracy,
            Golden(directory, golden),
            baseline);
        File.WriteAllBytes(Path.Combine(directory, PackageFiles.Manifest), PackageJson.Write(manifest));
    }

    private static GoldenText[] Golden(string directory, IReadOnlyList<GoldenSample> samples)
    {
        using var fp32 = new OnnxRunner(File.ReadAllBytes(Path.Combine(directory, PackageFiles.OnnxFp32)));
        using var int8 = new OnnxRunner(File.ReadAllBytes(Path.Combine(directory, PackageFiles.OnnxInt8)));
        return [.. samples.Select(sample => new GoldenText(
            sample.Text,
            sample.TokenIds,
            new SortedDictionary<string, GoldenLogits>(StringComparer.Ordinal)
            {
                [ModelVariants.OnnxFp32] = new(fp32.Logits([sample.TokenIds])[0], SingleTolerance),
                [ModelVariants.OnnxInt8] = new(int8.Logits([sample.TokenIds])[0], IntegerTolerance),
                [ModelVariants.TorchFp32] = new(sample.TorchLogits, SingleTolerance),
                [ModelVariants.TorchBf16] = new(sample.RoundedLogits, RoundedTolerance),
            }))];
    }
}
