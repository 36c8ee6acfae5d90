using Microsoft.Extensions.DependencyInjection;

namespace Sentiment.Serving.Drift;

internal static class DriftExtensions
{
    public static IServiceCollection AddDrift(this IServiceCollection services) => services.AddSingleton<DriftMetrics>();
}
