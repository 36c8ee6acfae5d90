using Sentiment.Models.Packages;
using Sentiment.Serving.Tests.Packages;
using Sentiment.Serving.Tests.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests.Packages;

/// <summary>A package that the real pool can serve: random weights, both graphs, golden texts with their logits.</summary>
internal sealed class TinyOnnxPackage : IDisposable
{
    private const float Tolerance = 0.001f;

    private static readonly string[] Texts = ["good", "bad, bad goodness!", "cafe 123 and more than that?"];

    private readonly TemporaryFolder _folder = new();

    /// <param name="int8Off">Added to every golden logit of the INT8 graph.</param>
    /// <param name="fp32Off">The same for FP32.</param>
    public TinyOnnxPackage(float int8Off = 0, float fp32Off = 0) => TinyPackage.Write(Path, TinyGraphs.Files, [.. Texts.Select(text =>
    {
        var ids = TestVocabulary.Tokenizer.Encode(text).Ids;
        return TinyPackage.Golden(
            text,
            (ModelVariants.OnnxInt8, Shift(TinyGraphs.Run(TinyGraphs.Int8, ids), int8Off), Tolerance),
            (ModelVariants.OnnxFp32, Shift(TinyGraphs.Run(TinyGraphs.Fp32, ids), fp32Off), Tolerance));
    })]);

    public string Path => _folder.Path;

    public string File(string file) => _folder.Combine(file);

    public ModelPackage Load() => ModelPackage.Load(Path).Value!;

    public void Dispose() => _folder.Dispose();

    private static float[] Shift(float[] logits, float by) => Array.ConvertAll(logits, logit => logit + by);
}
