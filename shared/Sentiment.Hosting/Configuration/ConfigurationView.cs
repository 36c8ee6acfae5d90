using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Sentiment.Hosting.Configuration;

/// <summary>The whole configuration with other files in it, to be looked at while the one in force stays as it is.</summary>
internal static class ConfigurationView
{
    /// <param name="configuration">The one in force: its order, and all of it that is not a file of ours.</param>
    /// <param name="settings">What stands in for each file.</param>
    public static IConfigurationRoot Of(IConfigurationRoot configuration, Func<PolledProvider, IConfigurationProvider> settings) =>
        new ConfigurationRoot([.. configuration.Providers.Select(provider => new Unmoved(provider is PolledProvider file ? settings(file) : provider))]);

    /// <summary>The names of the sections that are not the same in both.</summary>
    public static IReadOnlyList<string> Differences(IConfiguration one, IConfiguration other, IEnumerable<OptionsSection> sections) =>
        [.. sections.Where(section => AreDifferent(one, other, section.Path)).Select(static section => section.Name)];

    /// <param name="one">A configuration.</param>
    /// <param name="other">Another.</param>
    /// <param name="path">Of the section that is compared.</param>
    public static bool AreDifferent(IConfiguration one, IConfiguration other, string path) => !Settings(one, path).SequenceEqual(Settings(other, path));

    private static IEnumerable<KeyValuePair<string, string?>> Settings(IConfiguration configuration, string path) =>
        configuration.GetSection(path).AsEnumerable().Where(static setting => setting.Value is not null);

    /// <summary>A provider that is not loaded again: a root loads all it is made of, and that would reach the configuration in force.</summary>
    private sealed class Unmoved(IConfigurationProvider provider) : IConfigurationProvider
    {
        public bool TryGet(string key, out string? value) => provider.TryGet(key, out value);

        public void Set(string key, string? value) => throw new NotSupportedException("A view is only looked at.");

        public IChangeToken GetReloadToken() => NullChangeToken.Singleton;

        public void Load()
        {
            // See above.
        }

        public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => provider.GetChildKeys(earlierKeys, parentPath);
    }
}
