namespace Sentiment.Models.Packages;

/// <summary>Names of the files of a model package, relative to its folder, as Hugging Face lays them out.</summary>
public static class PackageFiles
{
    public const string Manifest = "manifest.json";
    public const string Config = "config.json";
    public const string Vocabulary = "vocab.txt";
    public const string TokenizerConfig = "tokenizer_config.json";
    public const string Tokenizer = "tokenizer.json";
    public const string Weights = "model.safetensors";

    /// <summary>Derived from <see cref="Weights"/> by the build and not kept in git.</summary>
    public const string OnnxFp32 = "onnx/model.onnx";

    public const string OnnxInt8 = "onnx/model_int8.onnx";
    public const string ModelCard = "README.md";
}
