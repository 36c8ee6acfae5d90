using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Auth;

internal static class AuthExtensions
{
    public static void AddAuth(this IServiceCollection services)
    {
        services.AddLiveOptions<AuthOptions, AuthOptionsValidator>(AuthOptions.Section);
        services.AddSingleton<KeyRing>();
        services.AddSingleton<RefusedAttempts>();
    }

    /// <summary>Step 2. After routing: the endpoint says what it needs.</summary>
    public static void UseAuth(this IApplicationBuilder app) => app.UseMiddleware<AuthMiddleware>();
}
