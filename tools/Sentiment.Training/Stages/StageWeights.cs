using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;
using Sentiment.Models.Torch;

namespace Sentiment.Training.Stages;

/// <summary>The weights that a stage hands on: safetensors in single precision, under Hugging Face's names.</summary>
internal static class StageWeights
{
    public const string File = "model.safetensors";

    public static void Write(string path, DistilBertClassifier model)
    {
        var temporary = path + ".new";
        using (var stream = System.IO.File.Create(temporary))
        {
            SafetensorsWriter.Write(stream, DistilBertTensors.Expected(model.Config)
                .Select(tensor => SafetensorsTensor.Single(tensor.Name, tensor.Shape, DistilBertLoading.Memory(model.Parameter(tensor.Name)))));
        }

        System.IO.File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">The file is missing or of another model.</exception>
    public static DistilBertWeights Read(string path, DistilBertConfig config)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new InvalidDataException($"{path} is missing: run the stage that writes it first.");
        }

        try
        {
            using var file = SafetensorsFile.Open(path);
            return DistilBertWeights.Read(file, config);
        }
        catch (SafetensorsFormatException error)
        {
            throw new InvalidDataException($"{path} is of another model: {error.Message} Run the stage that writes it again.", error);
        }
    }
}
