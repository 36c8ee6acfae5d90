using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Secrets;

namespace Sentiment.Hosting.Configuration;

internal static class LiveConfigurationExtensions
{
    /// <summary>Adds the files of <see cref="ConfigurationFilesOptions"/> and, over them, what Vault holds; both below environment and command line.</summary>
    public static void AddPolledSources(this ConfigurationManager configuration, string[] args)
    {
        var files = configuration.GetSection($"{OptionsSection.PathOf(ConfigurationFilesOptions.Section)}:{nameof(ConfigurationFilesOptions.Files)}").Get<string[]>() ?? [];
        foreach (var file in files)
        {
            ((IConfigurationBuilder)configuration).Add(new FileProvider(file));
        }

        configuration.AddVault(args);
        if (((IConfigurationBuilder)configuration).Sources.OfType<PolledProvider>().Any())
        {
            configuration.AddEnvironmentVariables().AddCommandLine(args);
        }
    }

    /// <summary>Follows those files while the service runs.</summary>
    public static void AddLiveConfiguration(this IServiceCollection services)
    {
        services.AddSentimentOptions<ConfigurationFilesOptions, ConfigurationFilesValidator>(ConfigurationFilesOptions.Section);
        services.AddSingleton(static provider => new LiveConfiguration(provider));
        services.AddSingleton<ConfigurationMetrics>();
        services.AddSingleton<ConfigurationReload>();
        services.AddHostedService<ConfigurationPoll>();
    }
}
