using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Serving.Admission;

internal static class AdmissionExtensions
{
    public static IServiceCollection AddAdmission(this IServiceCollection services) => services
        .AddSentimentOptions<AdmissionOptions, AdmissionOptionsValidator>(AdmissionOptions.Section)
        .AddSingleton<WorkCost>()
        .AddSingleton<AdmissionGate>();
}
