using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Caching;

internal static class CachingExtensions
{
    public static void AddCaching(this IServiceCollection services)
    {
        services.AddSentimentOptions<CacheOptions, CacheOptionsValidator>(CacheOptions.Section);
        services.AddSingleton(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<CacheOptions>>().Value;
            return new AnswerMemory(options.Entries, options.Bytes);
        });
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<SharedAnswers>();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<Flights>();
        services.AddSingleton<QuestionSender>();
        services.AddSingleton<FlightLeader>();
        services.AddSingleton<CachedPool>();
    }
}
