using Sentiment.Models.Packages;
using Sentiment.Models.Quantization;
using Sentiment.Models.Tests.DistilBert;
using Sentiment.TestKit;
using Sentiment.Training.Export;

namespace Sentiment.Benchmarks.Models;

/// <summary>
/// A package of DistilBERT's shape with random weights and the shipped tokenizer. Its answers mean nothing; its time is DistilBERT's, but
/// for the smaller vocabulary, of which a text reads a few rows.
/// </summary>
internal static class DistilBertShape
{
    private const int Seed = 20_251_121;
    private const int CalibrationTexts = 32;
    private const int CalibrationTokens = 24;
    private static readonly string[] Shared = [PackageFiles.Vocabulary, PackageFiles.TokenizerConfig, PackageFiles.Tokenizer];

    /// <param name="tokenizer">Package whose tokenizer it takes.</param>
    /// <returns>Its folder.</returns>
    public static string Make(string tokenizer, Action<string> say)
    {
        var folder = RepositoryRoot.Combine("artifacts", "benchmarks", "distilbert-shape");

        // The manifest comes last: with it, the package is whole.
        if (ModelPackage.Load(folder).Succeeded)
        {
            return folder;
        }

        say("making the package of DistilBERT's shape (once; kept in artifacts/benchmarks)");
        var shipped = PackageJson.ReadConfig(File.ReadAllBytes(Path.Combine(tokenizer, PackageFiles.Config)));
        var config = RandomModel.Config(dim: 768, layers: 6, heads: 12, hidden: 3072, shipped.VocabularySize, positions: 512);
        Directory.CreateDirectory(folder);
        foreach (var file in Shared)
        {
            File.Copy(Path.Combine(tokenizer, file), Path.Combine(folder, file), overwrite: true);
        }

        File.WriteAllBytes(Path.Combine(folder, PackageFiles.Config), PackageJson.Write(config));
        File.WriteAllBytes(Path.Combine(folder, PackageFiles.Weights), RandomModel.Safetensors(config, Seed));
        var calibration = RandomModel.Texts(config, Seed, [.. Enumerable.Repeat(CalibrationTokens, CalibrationTexts)]);
        OnnxExport.Write(folder, calibration, new QuantizationOptions());
        File.WriteAllBytes(Path.Combine(folder, PackageFiles.Manifest), PackageJson.Write(Manifest(folder, config)));
        return folder;
    }

    // No golden texts: there is no other runtime whose logits would be more right.
    private static ModelManifest Manifest(string folder, DistilBertConfig config) => new(
        "distilbert-shape",
        "0.0.0",
        config.ModelType,
        [.. Enumerable.Range(0, config.LabelCount).Select(id => config.LabelById[$"{id}"])],
        config.MaximumPositions,
        Temperature: 1,
        Shared.Concat([PackageFiles.Config, PackageFiles.Weights, PackageFiles.OnnxFp32, PackageFiles.OnnxInt8])
            .ToDictionary(file => file, file => PackageDigest.OfFile(Path.Combine(folder, file)), StringComparer.Ordinal),
        Accuracy: [],
        Golden: []);
}
