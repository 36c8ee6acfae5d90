using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Serving.Auth;

internal static class PoolAuthExtensions
{
    public static IServiceCollection AddPoolAuth(this IServiceCollection services) =>
        services.AddSentimentOptions<PoolAuthOptions, PoolAuthOptionsValidator>(PoolAuthOptions.Section);

    /// <summary>After routing: it asks the endpoint whether a key is needed.</summary>
    public static IApplicationBuilder UsePoolKey(this IApplicationBuilder app) => app.UseMiddleware<PoolKeyMiddleware>();

    public static TBuilder RequirePoolKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(PoolKeyRequired.Instance);
}
