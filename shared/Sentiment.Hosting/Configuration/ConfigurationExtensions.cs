using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Configuration;

public static class ConfigurationExtensions
{
    /// <summary>All settings lie under this key, so that an unknown one can be told from somebody else's.</summary>
    public const string Root = "Sentiment";

    /// <summary>
    /// Binds <c>Sentiment:{section}</c> to <typeparamref name="TOptions"/>; unknown keys and values out of range end the start,
    /// all of them in one report.
    /// </summary>
    public static IServiceCollection AddSentimentOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        return services.AddSentimentOptions<TOptions>(section);
    }

    /// <summary>The same for options that have nothing to validate beyond their types.</summary>
    public static IServiceCollection AddSentimentOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration($"{Root}:{section}", static binder => binder.ErrorOnUnknownConfiguration = true);
        services.AddSingleton(new OptionsSection(section, static provider => _ = provider.GetRequiredService<IOptions<TOptions>>().Value));
        return services;
    }

    /// <summary>
    /// Adds the files of <see cref="ConfigurationFilesOptions"/>; one that cannot be used is left out here, and ends the start in the check
    /// of the whole.
    /// </summary>
    internal static void AddSentimentFiles(this ConfigurationManager configuration, string[] args)
    {
        var files = configuration.GetSection($"{Root}:{ConfigurationFilesOptions.Section}:{nameof(ConfigurationFilesOptions.Files)}").Get<string[]>() ?? [];
        if (files.Length == 0)
        {
            return;
        }

        foreach (var file in files.Where(static file => ConfigurationFilesValidator.ProblemOf(file) is null))
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }

        configuration.AddEnvironmentVariables().AddCommandLine(args);
    }
}

/// <summary>A section that somebody binds.</summary>
/// <param name="Name">Its key below the root.</param>
/// <param name="Resolve">Binds and validates it; throws when it is refused.</param>
internal sealed record OptionsSection(string Name, Action<IServiceProvider> Resolve);
