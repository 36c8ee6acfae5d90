using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Quantization;
using Sentiment.Models.Safetensors;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Export;

namespace Sentiment.Training.Tests.Export;

/// <summary>From weights on disk to a package that a pool would load, with a small random model.</summary>
public sealed class OnnxExportTests : IDisposable
{
    private static readonly DistilBertConfig Config = new()
    {
        Dim = 16,
        Layers = 2,
        Heads = 2,
        HiddenDim = 32,
        VocabularySize = 50,
        MaximumPositions = 24,
        LabelById = new Dictionary<string, string> { ["0"] = "NEGATIVE", ["1"] = "POSITIVE" },
        IdByLabel = new Dictionary<string, int> { ["NEGATIVE"] = 0, ["POSITIVE"] = 1 },
    };

    private static readonly ExportSettings Settings = new() { Name = "test", Version = "1", MaximumTokens = Config.MaximumPositions };

    private readonly string _directory = Directory.CreateTempSubdirectory("sentiment-export-").FullName;
    private readonly int[][] _texts;

    public OnnxExportTests()
    {
        var random = new Random(3);
        _texts = [.. Enumerable.Range(2, 20).Select(length => Enumerable.Range(0, length).Select(_ => random.Next(1, Config.VocabularySize)).ToArray())];
        File.WriteAllBytes(Path.Combine(_directory, PackageFiles.Config), PackageJson.Write(Config));
        using var stream = File.Create(Path.Combine(_directory, PackageFiles.Weights));
        SafetensorsWriter.Write(stream, DistilBertTensors.Expected(Config).Select(tensor => Tensor(tensor.Name, tensor.Shape, random)));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Write_Twice_GivesTheSameFiles()
    {
        OnnxExport.Write(_directory, _texts, new QuantizationOptions());
        var first = Digests();
        OnnxExport.Write(_directory, _texts, new QuantizationOptions());

        Assert.Equal(first, Digests());
    }

    [Fact]
    public void Measure_OwnLabels_CountsWhatFp32Answers()
    {
        OnnxExport.Write(_directory, _texts, new QuantizationOptions());
        using var runner = new OnnxRunner(File.ReadAllBytes(Path.Combine(_directory, PackageFiles.OnnxFp32)));
        var labels = _texts.Select(text => Logits.Label(runner.Logits([text])[0])).ToArray();
        labels[0] = 1 - labels[0];

        var measured = ModelMeasuring.Measure(_directory, new EvaluationSet("own", _texts, labels), Settings);

        Assert.Equal((_texts.Length - 1.0) / _texts.Length, measured.Accuracy.Single(entry => entry.Variant == ModelVariants.OnnxFp32).Accuracy, 1e-9);
        Assert.InRange(measured.Int8ToFp32.MeanScoreDifference, 1e-7, 0.02);
        Assert.InRange(measured.Padded.LargestScoreDifference, 0, 1e-5);
        Assert.InRange(measured.Batched.LargestScoreDifference, 0, 1e-5);
    }

    [Fact]
    public void WriteManifest_WholeFolder_GivesAPackageThatLoadsAndVerifies()
    {
        OnnxExport.Write(_directory, _texts, new QuantizationOptions());
        foreach (var file in new[] { PackageFiles.Vocabulary, PackageFiles.Tokenizer, PackageFiles.TokenizerConfig, PackageFiles.ModelCard })
        {
            File.WriteAllText(Path.Combine(_directory, file), file);
        }

        ManifestExport.Write(_directory, Settings, [], [new GoldenSample("text", _texts[4], [0.5f, -0.5f], [0.51f, -0.5f])], baseline: null);

        var package = ModelPackage.Load(_directory);
        Assert.True(package.Succeeded, package.Problem?.ToString());
        Assert.Equal(8, package.Value.Manifest.Files.Count);
        Assert.All(package.Value.Manifest.Files.Keys, file => Assert.True(package.Value.Verify(file).Succeeded, file));
        using var runner = new OnnxRunner(package.Value.Read(PackageFiles.OnnxInt8).Value!);
        var golden = package.Value.Manifest.Golden.Single().Logits;
        Assert.Equal(runner.Logits([_texts[4]])[0], golden[ModelVariants.OnnxInt8].Values);
        Assert.Equal([0.5f, -0.5f], golden[ModelVariants.TorchFp32].Values);
    }

    [Fact]
    public void MeasureBaseline_HeldBackTexts_CountsEachOnceAsAPoolWould()
    {
        OnnxExport.Write(_directory, _texts, new QuantizationOptions());
        var tokenizer = Tokenizer();

        // One in four has a letter that is unknown; the others are longer than the model reads at once. An empty one has no answer.
        string[] texts = [.. Enumerable.Range(0, 1_200).Select(i => string.Join(' ', $"{i:0000}".Select(digit => (char)('a' + digit - '0'))) + (i % 4 == 0 ? " z" : " k l m n o k l m n o k l m n o k l m n o"))];

        var baseline = BaselineExport.Measure(_directory, Settings, tokenizer, [("one", [.. texts, ""]), ("two", texts[..100])]);

        Assert.Equal((1_200, ModelVariants.OnnxInt8), (baseline!.Texts, baseline.Variant));
        Assert.Equal(["one", "two"], baseline.MeasuredOn);
        Assert.Equal([0.75, 0.25], [baseline.UnknownTokens.Shares[0], baseline.UnknownTokens.Shares[4]]);
        Assert.Equal([9], baseline.TextLength.UpperBounds);
        Assert.Equal([0.25, 0.75], baseline.TextLength.Shares);
        Assert.Equal(1, baseline.Label.Values.Sum(), 1e-6);
    }

    [Fact]
    public void MeasureBaseline_TooFewTexts_IsNone() => Assert.Null(BaselineExport.Measure(_directory, Settings, Tokenizer(), [("one", ["a", "b"])]));

    private static WordPieceTokenizer Tokenizer() => WordPieceTokenizer.Create(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(0, 15).Select(i => $"{(char)('a' + i)}")]) + "\n"));

    private string[] Digests() =>
        [.. new[] { PackageFiles.OnnxFp32, PackageFiles.OnnxInt8 }.Select(file => PackageDigest.OfFile(Path.Combine(_directory, file)).Sha256)];

    private static SafetensorsTensor Tensor(string name, long[] shape, Random random) => SafetensorsTensor.Half(
        name,
        shape,
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, extent) => product * extent)).Select(_ => (random.NextSingle() - 0.5f) * 1.5f)]);
}
