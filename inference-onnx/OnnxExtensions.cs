using Sentiment.Hosting.Configuration;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;

namespace Sentiment.Inference.Onnx;

internal static class OnnxExtensions
{
    public static IServiceCollection AddOnnxBackend(this IServiceCollection services) => services
        .AddSentimentOptions<OnnxOptions, OnnxOptionsValidator>(OnnxOptions.Section)
        .AddSingleton(HardwareProfile.Current)
        .AddSingleton<IModelBackend, OnnxBackend>();
}
