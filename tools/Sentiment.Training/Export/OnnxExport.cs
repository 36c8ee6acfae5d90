using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Quantization;
using Sentiment.Models.Safetensors;

namespace Sentiment.Training.Export;

/// <summary>
/// From <c>model.safetensors</c> and <c>config.json</c> of a package to its two ONNX files. Deterministic: the same weights, texts and
/// options give the same bytes on the same kind of processor (calibration runs the model, so the INT8 file is made once and kept).
/// </summary>
internal static class OnnxExport
{
    /// <param name="directory">The package's folder, with the weights and the configuration in it.</param>
    /// <param name="calibration">Token ids of some hundred texts as they come in production, with special tokens.</param>
    /// <param name="options">How weights are rounded.</param>
    public static void Write(string directory, IReadOnlyList<int[]> calibration, QuantizationOptions options)
    {
        var weights = ReadWeights(directory);
        Directory.CreateDirectory(Path.Combine(directory, "onnx"));
        File.WriteAllBytes(Path.Combine(directory, PackageFiles.OnnxFp32), GraphExport.Fp32(weights));
        File.WriteAllBytes(Path.Combine(directory, PackageFiles.OnnxInt8), GraphExport.Int8(weights, Calibrate(weights, calibration), options));
    }

    internal static DistilBertWeights ReadWeights(string directory)
    {
        var config = PackageJson.ReadConfig(File.ReadAllBytes(Path.Combine(directory, PackageFiles.Config)));
        using var file = SafetensorsFile.Open(Path.Combine(directory, PackageFiles.Weights));
        return DistilBertWeights.Read(file, config);
    }

    private static IReadOnlyDictionary<string, ActivationRange> Calibrate(DistilBertWeights weights, IReadOnlyList<int[]> texts)
    {
        var tapped = GraphExport.Tapped(weights);
        var collector = new CalibrationCollector(tapped.Activations);
        using var runner = new OnnxRunner(tapped.Bytes);
        foreach (var text in texts)
        {
            foreach (var (name, values) in tapped.Activations.Zip(runner.Outputs(text, tapped.Activations)))
            {
                collector.Add(name, values);
            }
        }

        return collector.Ranges();
    }
}
