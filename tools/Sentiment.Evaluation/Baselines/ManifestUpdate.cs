using System.Text.Json;
using Sentiment.Models.Packages;

namespace Sentiment.Evaluation.Baselines;

/// <summary>
/// A manifest that gets another baseline: written beside it and put into its place when it is whole, so that a pool that starts meanwhile reads one or
/// the other. Holds the new file from the beginning on: that is the proof that it can be written, and keeps a second writer out.
/// </summary>
internal sealed class ManifestUpdate : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private FileStream? _file;

    /// <exception cref="InvalidDataException">The folder cannot be written to.</exception>
    public ManifestUpdate(string package)
    {
        _path = Path.Combine(package, PackageFiles.Manifest);
        _unfinished = _path + ".new";
        try
        {
            _file = new FileStream(_unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{_path} cannot be changed: {error.Message} Give yourself the right to write there, or copy the package.", error);
        }
    }

    /// <exception cref="InvalidDataException">The manifest has changed to something that is none.</exception>
    public void Write(ModelBaseline baseline)
    {
        var file = _file ?? throw new InvalidOperationException("The manifest has been written.");
        try
        {
            file.Write(PackageJson.WithBaseline(File.ReadAllBytes(_path), baseline));
            file.Flush(flushToDisk: true);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{_path} cannot be changed: {error.Message}", error);
        }

        Close();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_unfinished, File.GetUnixFileMode(_path));
        }

        File.Move(_unfinished, _path, overwrite: true);
    }

    public void Dispose()
    {
        if (_file is not null)
        {
            Close();
            File.Delete(_unfinished);
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
