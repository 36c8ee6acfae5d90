using Microsoft.Extensions.Configuration;

namespace Sentiment.Hosting.Configuration;

/// <summary>One of <see cref="ConfigurationFilesOptions.Files"/>: read once, and then only replaced by what has been found good.</summary>
internal sealed class FileProvider(string path) : ConfigurationProvider, IConfigurationSource
{
    public string Path => path;

    /// <summary>What the settings were made of.</summary>
    public FileContent Content { get; private set; } = null!;

    /// <summary>The settings in force; empty when the file could not be used at the start, which then ends in the check of the whole.</summary>
    public IConfigurationProvider Settings { get; private set; } = null!;

    // One for ever: the configuration asks its sources again whenever one is added.
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        if (Content is null)
        {
            Content = FileContent.Read(path);
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
