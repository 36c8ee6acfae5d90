using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Serving.Batching;

internal static class BatchingExtensions
{
    public static IServiceCollection AddBatching(this IServiceCollection services) => services
        .AddSentimentOptions<BatchingOptions, BatchingOptionsValidator>(BatchingOptions.Section)
        .AddSingleton<BatchQueue>()
        .AddSingleton<BatchLoop>();
}
