namespace Sentiment.TestKit;

/// <summary>A folder for one test, removed when it ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sentiment-test-").FullName;

    /// <summary>Full path of a file or folder inside.</summary>
    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that is just ending may still write here; the system's temporary folder is cleaned by others.
        }
    }
}
