using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Startup;

namespace Sentiment.Serving.Batching;

internal static class BatchingExtensions
{
    public static IServiceCollection AddBatching(this IServiceCollection services) => services
        .AddSentimentOptions<BatchingOptions, BatchingOptionsValidator>(BatchingOptions.Section)
        .AddSingleton<RunCosts>()
        .AddSingleton<BatchRunner>()
        .AddSingleton(static provider => new BatchScheduler(
            provider.GetRequiredService<IOptions<BatchingOptions>>(),
            provider.GetRequiredService<RunCosts>(),
            provider.GetRequiredService<BatchRunner>(),
            provider.GetRequiredService<AdmissionGate>(),
            provider.GetRequiredService<WorkCost>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ModelExit>().Stop));
}
