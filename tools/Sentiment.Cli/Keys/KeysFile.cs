using System.Text.Json;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Keys;

/// <summary>A file that has keys and nothing else, so that it can be written anew for each change.</summary>
internal sealed class KeysFile
{
    private readonly string _path;

    private KeysFile(string path, SortedDictionary<string, StoredKey> keys) => (_path, Keys) = (path, keys);

    public SortedDictionary<string, StoredKey> Keys { get; }

    /// <summary>Of a state directory.</summary>
    public static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, "keys.json");

    /// <returns>An empty one where there is no file yet.</returns>
    /// <exception cref="CommandFailedException">The file has something else in it.</exception>
    public static KeysFile Read(string path)
    {
        if (!File.Exists(path))
        {
            return new KeysFile(path, new SortedDictionary<string, StoredKey>(StringComparer.Ordinal));
        }

        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), KeysJson.Default.KeysDocument) ?? throw new JsonException("it is empty");
            return new KeysFile(path, new SortedDictionary<string, StoredKey>(document.Sentiment.Auth.Keys, StringComparer.Ordinal));
        }
        catch (JsonException broken)
        {
            throw new CommandFailedException(
                $"{path} is no file of keys alone ({broken.Message.Split('\n')[0]}) and is left as it is. Keep keys in a file of their own, beside the gateway's others in Sentiment:Configuration:Files.");
        }
    }

    /// <summary>Replaces the file; only its owner may read it.</summary>
    public void Write()
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new KeysDocument(new KeysSection(new KeysAuth(Keys))), KeysJson.Default.KeysDocument);
        if (File.Exists(_path))
        {
            PrivateFile.Replace(_path, content);
        }
        else
        {
            PrivateFile.Write(_path, content);
        }
    }
}
