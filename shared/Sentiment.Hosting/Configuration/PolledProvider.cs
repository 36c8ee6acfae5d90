using Microsoft.Extensions.Configuration;

namespace Sentiment.Hosting.Configuration;

/// <summary>A source that is looked at again and again: read once, and then only replaced by what has been found good.</summary>
/// <param name="name">As metrics have it.</param>
internal abstract class PolledProvider(string name) : ConfigurationProvider, IConfigurationSource
{
    public string Name => name;

    /// <summary>What the settings were made of.</summary>
    public FileContent Content { get; private set; } = null!;

    /// <summary>The settings in force; empty when the source could not be used at the start, which then ends in the check of the whole.</summary>
    public IConfigurationProvider Settings { get; private set; } = null!;

    /// <summary>What the source holds now. Does not wait for other machines.</summary>
    public abstract FileContent Find();

    // One for ever: the configuration asks its sources again whenever one is added.
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        if (Content is null)
        {
            Content = Find();
            Settings = Content.Parse().Settings;
        }
    }

    public void Replace(FileContent content, IConfigurationProvider settings)
    {
        Content = content;
        Settings = settings;
    }

    /// <summary>Tells those who follow <see cref="IConfiguration"/> itself: log levels, for one.</summary>
    public void Announce() => OnReload();

    public override bool TryGet(string key, out string? value) => Settings.TryGet(key, out value);

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        Settings.GetChildKeys(earlierKeys, parentPath);
}
