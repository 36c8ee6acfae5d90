using Sentiment.Hosting.Configuration;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Hardware;

namespace Sentiment.Inference.Torch;

internal static class TorchExtensions
{
    public static IServiceCollection AddTorchBackend(this IServiceCollection services) => services
        .AddSentimentOptions<TorchOptions, TorchOptionsValidator>(TorchOptions.Section)
        .AddSingleton(HardwareProfile.Current)
        .AddSingleton<IModelBackend, TorchBackend>()
        .AddHostedService<HeapTrimming>();
}
