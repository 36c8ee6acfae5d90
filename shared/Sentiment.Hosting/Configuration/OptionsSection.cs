using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Configuration;

/// <summary>A section that somebody binds.</summary>
/// <param name="Name">Its key below the root.</param>
/// <param name="Type">Type of its options.</param>
/// <param name="IsLive">Whether a change takes effect without a restart.</param>
/// <param name="Bind">
/// Makes the options from the <see cref="IConfiguration"/> of the services it is given, which may be one that is only being considered;
/// throws when they are refused.
/// </param>
/// <param name="Settle">Has them bound for whoever is injected with them, if nobody has asked for them yet.</param>
internal sealed record OptionsSection(string Name, Type Type, bool IsLive, Func<IServiceProvider, object> Bind, Action<IServiceProvider> Settle)
{
    public string Path => PathOf(Name);

    public static string PathOf(string section) => $"{ConfigurationExtensions.Root}:{section}";

    /// <param name="name">Its key below the root.</param>
    /// <param name="isLive">Whether a change takes effect without a restart.</param>
    /// <param name="validator">An <see cref="IValidateOptions{TOptions}"/>; null when the types say it all.</param>
    public static OptionsSection Of<TOptions>(string name, bool isLive, Type? validator)
        where TOptions : class => new(
            name,
            typeof(TOptions),
            isLive,
            services => Bound<TOptions>(services, PathOf(name), validator),
            static services => _ = services.GetRequiredService<IOptions<TOptions>>().Value);

    private static TOptions Bound<TOptions>(IServiceProvider services, string path, Type? validator)
        where TOptions : class
    {
        var options = Activator.CreateInstance<TOptions>();
        services.GetRequiredService<IConfiguration>().GetSection(path).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);

        // Made anew, with these services: a rule that looks into other sections must see the same configuration.
        if (validator is not null
            && ((IValidateOptions<TOptions>)ActivatorUtilities.CreateInstance(services, validator)).Validate(Options.DefaultName, options) is { Failed: true } refused)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), refused.Failures);
        }

        return options;
    }
}
