using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace Sentiment.Hosting.Configuration;

/// <summary>What a file of the configuration held when it was read; told apart by its bytes, whatever the file system says of times and links.</summary>
internal sealed class FileContent
{
    private readonly string _name;
    private readonly byte[] _bytes;
    private readonly string? _unreadable;

    private FileContent(string name, byte[] bytes, string? unreadable)
    {
        _name = name;
        _bytes = bytes;
        _unreadable = unreadable;
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Why it could not be read; null when it could.</summary>
    public string? Unreadable => _unreadable is null ? null : ProblemOf(_unreadable);

    public static FileContent Read(string path)
    {
        try
        {
            return new FileContent(FileOf(path), File.ReadAllBytes(Path.GetFullPath(path)), unreadable: null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new FileContent(FileOf(path), bytes: [], unreadable.Message);
        }
    }

    /// <summary>What is no file, and is used as one.</summary>
    public static FileContent Of(string name, byte[] bytes) => new(name, bytes, unreadable: null);

    /// <inheritdoc cref="Of"/>
    public static FileContent NotThere(string name, string reason) => new(name, bytes: [], reason);

    public bool IsSameAs(FileContent other) => _unreadable == other._unreadable && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <summary>The settings, none when the file cannot be used; and why it cannot, or null.</summary>
    public (IConfigurationProvider Settings, string? Problem) Parse()
    {
        if (_unreadable is not null)
        {
            return (Json("{}"u8.ToArray()), ProblemOf(_unreadable));
        }

        try
        {
            return (Json(_bytes), null);
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            return (Json("{}"u8.ToArray()), ProblemOf(broken.Message));
        }
    }

    public string ProblemOf(string reason) => $"{_name} cannot be used: {reason}";

    private static string FileOf(string path) => $"The file {path}";

    private static JsonStreamConfigurationProvider Json(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var settings = new JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = stream });
        settings.Load();
        return settings;
    }
}
