using Microsoft.Extensions.Options;
using Sentiment.Gateway.Pages;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Playground;

internal static class PlaygroundExtensions
{
    public static void AddPlayground(this IServiceCollection services) =>
        services.AddSentimentOptions<PlaygroundOptions>(PlaygroundOptions.Section);

    /// <summary>For everybody, unless it is switched off.</summary>
    public static void MapPlayground(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<PlaygroundOptions>>().Value.Enabled)
        {
            endpoints.MapGroup(string.Empty).AllowAnonymous().MapPage(
                "/", "/playground", "playground.html", "playground.css", "playground.js", "answer.js", "calls.js");
        }
    }
}
