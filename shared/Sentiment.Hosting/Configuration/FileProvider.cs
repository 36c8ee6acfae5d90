namespace Sentiment.Hosting.Configuration;

/// <summary>One of <see cref="ConfigurationFilesOptions.Files"/>.</summary>
internal sealed class FileProvider(string path) : PolledProvider(Path.GetFileName(path))
{
    public override FileContent Find() => FileContent.Read(path);
}
