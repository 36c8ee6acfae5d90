using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Configuration;

/// <summary>
/// Finds everything that is wrong with the configuration in one go: one restart mends it, not five. The same rules at the start and for a
/// change while the service runs.
/// </summary>
internal static class ConfigurationCheck
{
    /// <param name="services">Its <see cref="IConfiguration"/> is what is checked.</param>
    public static IReadOnlyList<string> FindProblems(IServiceProvider services)
    {
        var sections = services.GetServices<OptionsSection>().ToArray();
        var configuration = services.GetRequiredService<IConfiguration>();
        return
        [
            .. UnknownSections(configuration.GetSection(ConfigurationExtensions.Root), sections),
            .. sections.SelectMany(section => ProblemsOf(section, services)),
            .. LogLevels.Problems(configuration),
        ];
    }

    /// <summary>Of one section alone.</summary>
    public static IReadOnlyList<string> FindProblems(IServiceProvider services, string section) =>
        [.. ProblemsOf(services.GetServices<OptionsSection>().Single(known => known.Name == section), services)];

    private static IEnumerable<string> UnknownSections(IConfigurationSection root, OptionsSection[] sections)
    {
        var known = sections.Select(static section => section.Name).Order(StringComparer.Ordinal).ToArray();
        return root.GetChildren()
            .Select(static child => child.Key)
            .Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase))
            .Select(key => $"{ConfigurationExtensions.Root}:{key} is unknown; known are {string.Join(", ", known)}.");
    }

    private static IEnumerable<string> ProblemsOf(OptionsSection section, IServiceProvider services)
    {
        try
        {
            section.Bind(services);
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return refused.Failures.Select(failure => $"{ConfigurationExtensions.Root}:{section.Name}: {failure}");
        }
        catch (InvalidOperationException refused)
        {
            return [$"{ConfigurationExtensions.Root}:{section.Name}: {Binder(refused).Message}"];
        }
    }

    // The binder's word on unknown keys and on values that are not of the option's type. Inside lists it wraps the message that names the key;
    // further in is only the converter's, which does not.
    private static Exception Binder(InvalidOperationException refused) =>
        refused.InnerException is InvalidOperationException inner ? Binder(inner) : refused;
}
