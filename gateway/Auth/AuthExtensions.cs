using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Auth;

internal static class AuthExtensions
{
    public static void AddApiKeys(this IServiceCollection services)
    {
        services.AddLiveOptions<AuthOptions, AuthOptionsValidator>(AuthOptions.Section);
        services.AddSingleton<KeyRing>();
    }

    /// <summary>Step 2. After routing: the endpoint says whether it needs a key.</summary>
    public static void UseApiKeys(this IApplicationBuilder app) => app.UseMiddleware<ApiKeyMiddleware>();
}
