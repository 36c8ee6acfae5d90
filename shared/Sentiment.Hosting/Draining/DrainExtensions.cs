using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Draining;

internal static class DrainExtensions
{
    public static void AddDraining(this WebApplicationBuilder builder)
    {
        builder.Services.AddSentimentOptions<DrainOptions, DrainValidator>(DrainOptions.Section);
        builder.Services.AddHostedService<Drain>();

        // All of it: the host counts from when it begins to stop.
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<DrainOptions>>(static (host, options) =>
        {
            if (options.Accepted() is { } drain)
            {
                host.ShutdownTimeout = drain.Delay + drain.FinishWithin;
            }
        });
    }

    public static void UseDraining(this IApplicationBuilder app) => app.UseMiddleware<LastAnswersMiddleware>();
}
