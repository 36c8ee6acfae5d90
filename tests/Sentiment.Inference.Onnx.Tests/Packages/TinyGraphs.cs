using Microsoft.ML.OnnxRuntime;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Quantization;
using Sentiment.Models.Tests.DistilBert;
using Sentiment.Serving.Tests.Packages;

namespace Sentiment.Inference.Onnx.Tests.Packages;

/// <summary>Graphs of a random two-layer model, in both precisions, and what ONNX Runtime makes of them without our backend.</summary>
internal static class TinyGraphs
{
    private static readonly DistilBertWeights Weights = RandomModel.Weights(TinyPackage.Config, seed: 17);

    public static byte[] Fp32 { get; } = GraphExport.Fp32(Weights);

    public static byte[] Int8 { get; } = Quantize();

    public static IReadOnlyDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>
    {
        [PackageFiles.Weights] = RandomModel.Safetensors(TinyPackage.Config, seed: 17),
        [PackageFiles.OnnxFp32] = Fp32,
        [PackageFiles.OnnxInt8] = Int8,
    };

    /// <summary>Logits of one text, run alone and without any option of ours.</summary>
    public static float[] Run(byte[] graph, IReadOnlyList<int> ids) => Outputs(graph, [.. ids])["logits"];

    private static byte[] Quantize()
    {
        var tapped = GraphExport.Tapped(Weights);
        var collector = new CalibrationCollector(tapped.Activations);
        foreach (var text in RandomModel.Texts(TinyPackage.Config, seed: 9, [.. Enumerable.Range(2, 30)]))
        {
            var outputs = Outputs(tapped.Bytes, text);
            foreach (var activation in tapped.Activations)
            {
                collector.Add(activation, outputs[activation]);
            }
        }

        return GraphExport.Int8(Weights, collector.Ranges(), new QuantizationOptions());
    }

    private static Dictionary<string, float[]> Outputs(byte[] graph, int[] ids)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(graph, options);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(ids, static id => (long)id), [1, ids.Length]);
        using var mask = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(ids, static _ => 1L), [1, ids.Length]);
        var inputs = new Dictionary<string, OrtValue> { ["input_ids"] = input, ["attention_mask"] = mask };
        using var results = session.Run(run, inputs, session.OutputNames);
        return session.OutputNames.Zip(results, static (name, value) => (name, value.GetTensorDataAsSpan<float>().ToArray())).ToDictionary();
    }
}
