using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;
using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Benchmarks.Torch;

/// <summary>The kernels that the Torch pool runs, in single precision and without padding, and nothing around it.</summary>
internal sealed class TorchLoopModel : ILoopModel
{
    private readonly DistilBertInference _model;

    private TorchLoopModel(DistilBertInference model) => _model = model;

    public static TorchLoopModel Load(string package, int threads)
    {
        set_num_threads(threads);
        set_num_interop_threads(1);
        var config = PackageJson.ReadConfig(File.ReadAllBytes(Path.Combine(package, PackageFiles.Config)));
        using var tensors = SafetensorsFile.Open(Path.Combine(package, PackageFiles.Weights));
        return new TorchLoopModel(new DistilBertInference(DistilBertWeights.Read(tensors, config), ScalarType.Float32, CPU));
    }

    public void Run(PaddedBatch batch)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        _ = _model.Forward(batch.Tokens, batch.Lengths).cpu();
    }

    public void Dispose() => _model.Dispose();
}
