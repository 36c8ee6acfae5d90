using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Probes;
using Sentiment.Serving.Scoring;

namespace Sentiment.Serving.Startup;

internal static class StartupExtensions
{
    public static IServiceCollection AddModelStartup(this IServiceCollection services) => services
        .AddSentimentOptions<ModelOptions, ModelOptionsValidator>(ModelOptions.Section)
        .AddSentimentOptions<ScoringOptions, ScoringOptionsValidator>(ScoringOptions.Section)
        .AddSingleton<ModelLoader>()
        .AddSingleton<ModelExit>()
        .AddSingleton<ModelState>()
        .AddSingleton<IReadiness>(static provider => provider.GetRequiredService<ModelState>())
        .AddSingleton<ModelStartup>()
        .AddHostedService(static provider => provider.GetRequiredService<ModelStartup>());
}
