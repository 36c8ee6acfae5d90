using Microsoft.Extensions.Options;
using Sentiment.Inference.Onnx.Tests;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;

namespace Sentiment.Inference.Torch.Tests;

/// <summary>The pool's own backend with the package in the repository.</summary>
internal static class ShippedBackend
{
    public static TorchBackend Load(ModelPrecision precision)
    {
        var backend = new TorchBackend(Options.Create(new TorchOptions()), HardwareProfile.Current);
        Assert.Null(backend.Load(ModelPackage.Load(ShippedModel.Folder).Value!, precision));
        return backend;
    }
}
