using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Redis;

internal static class RedisExtensions
{
    public static void AddRedis(this IServiceCollection services)
    {
        services.AddSentimentOptions<RedisOptions, RedisValidator>(RedisOptions.Section);
        services.AddSingleton<RedisMetrics>();
        services.AddSingleton<RedisLink>();
        services.AddHostedService<RedisStart>();
        services.AddHealthChecks().AddCheck<RedisHealth>("redis");
    }
}

/// <summary>Has the link begin with the service.</summary>
internal sealed class RedisStart(RedisLink link) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        link.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
