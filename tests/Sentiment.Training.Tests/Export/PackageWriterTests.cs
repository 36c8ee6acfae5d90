using System.Text.Json;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Export;

namespace Sentiment.Training.Tests.Export;

public sealed class PackageWriterTests : IDisposable
{
    private static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(5, 15).Select(id => $"word{id}")];

    private readonly string _folder = Directory.CreateTempSubdirectory("package-").FullName;
    private readonly DistilBertClassifier _model = TinyModel.Create();

    public PackageWriterTests() => PackageWriter.Write(_folder, _model, Vocabulary);

    public void Dispose()
    {
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Write_Weights_LoadIntoTheSameModule()
    {
        using var loaded = DistilBertLoading.Load(OnnxExport.ReadWeights(_folder));
        long[,] ids = { { 2, 5, 6, 7, 3 } };

        Assert.Equal(TinyModel.Logits(_model, ids, null), TinyModel.Logits(loaded, ids, null));
    }

    [Fact]
    public void Write_Weights_AreTheModulesInHalfPrecision()
    {
        using var unrounded = TinyModel.Create();
        var saved = OnnxExport.ReadWeights(_folder);

        Assert.All(
            DistilBertTensors.Expected(_model.Config),
            tensor => Assert.Equal(
                DistilBertLoading.Memory(unrounded.Parameter(tensor.Name)).ToArray().Select(value => (float)(Half)value),
                saved[tensor.Name]));
    }

    /// <summary>The exported graph and the module are two implementations of one model.</summary>
    [Fact]
    public void Write_ThenExport_OnnxAgreesWithTorch()
    {
        File.WriteAllBytes(Path.Combine(_folder, "graph.onnx"), GraphExport.Fp32(OnnxExport.ReadWeights(_folder)));
        using var runner = new OnnxRunner(File.ReadAllBytes(Path.Combine(_folder, "graph.onnx")));

        var onnx = runner.Logits([[2, 5, 6, 7, 3], [2, 9, 3]]).SelectMany(row => row).ToArray();
        var torch = TinyModel.Logits(
            _model, new long[,] { { 2, 5, 6, 7, 3 }, { 2, 9, 3, 0, 0 } }, new long[,] { { 1, 1, 1, 1, 1 }, { 1, 1, 1, 0, 0 } });

        Assert.Equal(torch, onnx, (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Fact]
    public void Write_TokenizerFiles_AreReadBack()
    {
        var tokenizer = WordPieceTokenizer.LoadPackage(_folder);

        Assert.Equal(TinyModel.Config.MaximumPositions, tokenizer.Settings.MaximumTokens);
        Assert.Equal([2, 5, 6, 3], tokenizer.Encode("Word5 wörd6").Ids);
    }

    [Fact]
    public void Write_FastTokenizerFile_HasTheVocabularyAndBertsRules()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, PackageFiles.Tokenizer)));
        var root = json.RootElement;

        Assert.Equal("BertNormalizer", root.GetProperty("normalizer").GetProperty("type").GetString());
        Assert.Equal("BertPreTokenizer", root.GetProperty("pre_tokenizer").GetProperty("type").GetString());
        Assert.Equal(5, root.GetProperty("added_tokens").GetArrayLength());
        Assert.Equal(
            Vocabulary.Select((token, id) => (token, id)),
            root.GetProperty("model").GetProperty("vocab").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetInt32())));
    }
}
