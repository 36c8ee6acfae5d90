using Microsoft.Extensions.Options;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>The pool's own backend with the package in the repository.</summary>
internal static class ShippedBackend
{
    public static OnnxBackend Load(ModelPrecision precision)
    {
        var backend = new OnnxBackend(Options.Create(new OnnxOptions()), HardwareProfile.Current);
        Assert.Null(backend.Load(ModelPackage.Load(ShippedModel.Folder).Value!, precision));
        return backend;
    }
}
