using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Keys;

public static class KeysExtensions
{
    /// <summary>Keys, followed while the service runs: inject <see cref="KeyCheck"/>.</summary>
    /// <typeparam name="TOptions">The section as the service has it.</typeparam>
    /// <typeparam name="TValidator">Asks <see cref="KeyRules"/>, and has rules of the service's own.</typeparam>
    public static IServiceCollection AddKeys<TOptions, TValidator>(this IServiceCollection services)
        where TOptions : KeysOptions
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddLiveOptions<TOptions, TValidator>(KeysOptions.Section);
        services.AddSingleton(static provider =>
        {
            var options = provider.GetRequiredService<LiveOptions<TOptions>>();
            return new LiveKeys(() => options.Current);
        });
        services.AddSingleton<KeyRing>();
        services.AddSingleton<RefusedAttempts>();
        services.AddHostedService<ManagementExposure>();
        return services.AddSingleton(static provider => new KeyCheck(
            provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<RefusedAttempts>(), provider.GetRequiredService<ILogger<KeyCheck>>()));
    }

    /// <summary>After routing and the separation of ports: whether an endpoint of the management port is for this caller.</summary>
    public static IApplicationBuilder UseManagementKeys(this IApplicationBuilder app) => app.UseMiddleware<ManagementKeyMiddleware>();
}
