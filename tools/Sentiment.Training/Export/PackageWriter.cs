using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;
using Sentiment.Models.Torch;

namespace Sentiment.Training.Export;

/// <summary>Writes what a package has from its training: the configuration, the tokenizer's files and the weights.</summary>
internal static class PackageWriter
{
    /// <summary>
    /// Weights are rounded to half precision, and the module gets the rounded ones: all that is measured afterwards is what was saved.
    /// </summary>
    public static void Write(string directory, DistilBertClassifier model, IReadOnlyList<string> vocabulary)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, PackageFiles.Config), PackageJson.Write(model.Config));
        File.WriteAllText(Path.Combine(directory, PackageFiles.Vocabulary), string.Join('\n', vocabulary) + "\n");
        File.WriteAllBytes(Path.Combine(directory, PackageFiles.TokenizerConfig), TokenizerFiles.Config(model.Config.MaximumPositions));
        File.WriteAllBytes(Path.Combine(directory, PackageFiles.Tokenizer), TokenizerFiles.Tokenizer(vocabulary));
        WriteWeights(Path.Combine(directory, PackageFiles.Weights), model);
        model.SetWeights(OnnxExport.ReadWeights(directory));
    }

    private static void WriteWeights(string path, DistilBertClassifier model)
    {
        using var stream = File.Create(path);
        SafetensorsWriter.Write(
            stream,
            DistilBertTensors.Expected(model.Config)
                .Select(tensor => SafetensorsTensor.Half(tensor.Name, tensor.Shape, DistilBertLoading.Memory(model.Parameter(tensor.Name)))),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
    }
}
