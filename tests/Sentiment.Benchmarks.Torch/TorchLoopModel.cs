using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;
using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Benchmarks.Torch;

/// <summary>The kernels that the Torch pool runs, in single precision, and nothing around it.</summary>
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
        return new TorchLoopModel(new DistilBertInference(DistilBertLoading.Load(DistilBertWeights.Read(tensors, config))));
    }

    public void Run(PaddedBatch batch)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var ids = tensor(batch.Ids, [batch.Texts, batch.Width]);
        var mask = batch.IsFull ? null : tensor(batch.Mask, [batch.Texts, batch.Width]).to(ScalarType.Bool);
        _ = _model.Forward(ids, mask).cpu();
    }

    public void Dispose() => _model.Dispose();
}
