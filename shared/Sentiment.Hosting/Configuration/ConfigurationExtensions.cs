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
        where TValidator : class, IValidateOptions<TOptions> => services.AddFixedOptions<TOptions>(section, typeof(TValidator));

    /// <summary>The same for options that have nothing to validate beyond their types.</summary>
    public static IServiceCollection AddSentimentOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class => services.AddFixedOptions<TOptions>(section, validator: null);

    /// <summary>
    /// The same for a section that may change in the configuration files while the service runs. Inject <see cref="LiveOptions{TOptions}"/>;
    /// a part that derives something from it follows <see cref="LiveConfiguration.Changed"/>.
    /// </summary>
    public static IServiceCollection AddLiveOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddSingleton(OptionsSection.Of<TOptions>(section, isLive: true, typeof(TValidator)));
        services.AddSingleton<LiveOptions<TOptions>>();

        // Whoever asks in the framework's way must not be given an empty default.
        services.AddSingleton<IOptions<TOptions>>(static provider => provider.GetRequiredService<LiveOptions<TOptions>>());
        return services;
    }

    private static IServiceCollection AddFixedOptions<TOptions>(this IServiceCollection services, string section, Type? validator)
        where TOptions : class
    {
        var bound = OptionsSection.Of<TOptions>(section, isLive: false, validator);
        services.AddSingleton(bound);
        services.AddSingleton<IOptions<TOptions>>(provider => new BoundOptions<TOptions>(bound, provider));
        return services;
    }

    /// <summary>Bound when first asked for its value: parts that are injected with it are made before the check of the whole.</summary>
    private sealed class BoundOptions<TOptions>(OptionsSection section, IServiceProvider services) : IOptions<TOptions>
        where TOptions : class
    {
        private readonly Lazy<TOptions> _value = new(() => (TOptions)section.Bind(services));

        public TOptions Value => _value.Value;
    }
}
