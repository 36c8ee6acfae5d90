using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Auth;

internal static class AuthExtensions
{
    public static void AddAuth(this IServiceCollection services)
    {
        services.AddKeys<AuthOptions, AuthOptionsValidator>();
        services.AddSingleton<OtherCallers>();
        services.AddSingleton<AuthMetrics>();
    }

    /// <summary>Step 2. After routing: the endpoint says what it needs.</summary>
    public static void UseAuth(this IApplicationBuilder app)
    {
        app.UseManagementKeys();
        app.UseMiddleware<AuthMiddleware>();
    }

    /// <summary>The end of step 3: a caller has been charged.</summary>
    public static void UseScopes(this IApplicationBuilder app) => app.UseMiddleware<ScopeMiddleware>();
}
