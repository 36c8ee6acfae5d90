using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Supervision;

/// <summary>How the process is run: <c>Sentiment:Hosting</c>.</summary>
public sealed class HostingOptions
{
    public const string Section = "Hosting";

    /// <summary>Whether a parent holds the other end of standard input; see <see cref="SupervisedLifetime"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Supervised { get; set; }
}

internal static class SupervisionExtensions
{
    public static void AddSupervision(this WebApplicationBuilder builder)
    {
        builder.Services.AddSentimentOptions<HostingOptions>(HostingOptions.Section);
        if (string.Equals(builder.Configuration[$"{ConfigurationExtensions.Root}:{HostingOptions.Section}:{nameof(HostingOptions.Supervised)}"], "true", StringComparison.OrdinalIgnoreCase))
        {
            builder.Services.AddSingleton<IHostLifetime, SupervisedLifetime>();
        }
    }
}
