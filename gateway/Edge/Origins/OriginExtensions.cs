using Microsoft.AspNetCore.Cors.Infrastructure;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Edge.Origins;

internal static class OriginExtensions
{
    public static void AddOrigins(this IServiceCollection services)
    {
        services.AddLiveOptions<OriginsOptions, OriginsValidator>(OriginsOptions.Section);
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, OriginPolicy>();
    }

    /// <summary>
    /// Answers a browser's question whether a page may call, and says on each answer to a page that it may be read. Before all that may refuse, so that
    /// a page can read a refusal, and before keys and limits: the browser asks without a key, and for nothing.
    /// </summary>
    public static void UseOrigins(this IApplicationBuilder app)
    {
        // The framework's part looks its policy up in a scope of the request's own: only browsers are to pay for that.
        app.UseWhen(static context => context.Request.Headers.Origin.Count > 0, static browsers => browsers.UseCors());
    }
}
