using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Keys;

namespace Sentiment.Serving.Auth;

internal static class PoolAuthExtensions
{
    public static IServiceCollection AddPoolAuth(this IServiceCollection services) =>
        services.AddKeys<PoolAuthOptions, PoolAuthOptionsValidator>().AddSingleton<PoolAccess>();

    /// <summary>After routing: it asks the endpoint whether a key is needed.</summary>
    public static IApplicationBuilder UsePoolKey(this IApplicationBuilder app) => app.UseManagementKeys().UseMiddleware<PoolKeyMiddleware>();

    public static TBuilder RequirePoolKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(PoolKeyRequired.Instance);
}
