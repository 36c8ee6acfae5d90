using Sentiment.Models.Packages;
using Sentiment.Models.Tests.DistilBert;
using Sentiment.Serving.Tests.Packages;
using Sentiment.Serving.Tests.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Inference.Torch.Tests.Packages;

/// <summary>A package that the real pool can serve: random weights and golden texts, with logits that a reference in plain C# gives.</summary>
internal sealed class TinyTorchPackage : IDisposable
{
    /// <summary>Largest difference of a logit from the reference.</summary>
    public const float Tolerance = 0.001f;

    /// <summary>The same for bfloat16, which has 8 bits of precision: logits here are about 1.</summary>
    public const float RoundedTolerance = 0.06f;

    private const int Seed = 17;

    private static readonly string[] Texts = ["good", "bad, bad goodness!", "cafe 123 and more than that?"];
    private static readonly ReferenceModel Reference = new(RandomModel.Weights(TinyPackage.Config, Seed));

    private readonly TemporaryFolder _folder = new();

    /// <param name="fp32Off">Added to every golden logit of FP32.</param>
    /// <param name="bf16Off">The same for bfloat16.</param>
    public TinyTorchPackage(float fp32Off = 0, float bf16Off = 0) => Write(RandomModel.Safetensors(TinyPackage.Config, Seed), [.. Texts.Select(text =>
    {
        var logits = Logits(TestVocabulary.Tokenizer.Encode(text).Ids);
        return TinyPackage.Golden(
            text,
            (ModelVariants.TorchFp32, Array.ConvertAll(logits, logit => logit + fp32Off), Tolerance),
            (ModelVariants.TorchBf16, Array.ConvertAll(logits, logit => logit + bf16Off), RoundedTolerance));
    })]);

    public string Path => _folder.Path;

    public static float[] Logits(int[] ids) => [.. Reference.Logits(ids).Select(static logit => (float)logit)];

    public string File(string file) => _folder.Combine(file);

    public ModelPackage Load() => ModelPackage.Load(Path).Value!;

    public void Write(byte[] weights, params IReadOnlyList<GoldenText> golden) =>
        TinyPackage.Write(Path, new Dictionary<string, byte[]> { [PackageFiles.Weights] = weights }, golden);

    public void Dispose() => _folder.Dispose();
}
