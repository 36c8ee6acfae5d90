using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Experiments;

internal static class ExperimentExtensions
{
    public static void AddExperiments(this IServiceCollection services)
    {
        services.AddLiveOptions<ArmsOptions, ArmsValidator>(ArmsOptions.Section);
        services.AddLiveOptions<ExperimentsOptions, ExperimentsValidator>(ExperimentsOptions.Section);
        services.AddSingleton<ArmMetrics>();
        services.AddSingleton<ArmSelector>();
    }
}
