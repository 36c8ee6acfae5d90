using System.Globalization;
using System.Text;
using System.Text.Json;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Experiments;

/// <summary>
/// A configuration file of the gateway. Weights are exchanged where they stand in its text; all else stays as its author wrote it,
/// comments included.
/// </summary>
internal sealed class GatewayFile
{
    private readonly byte[] _content;
    private readonly IReadOnlyList<FoundArm> _found;

    private GatewayFile(string path, byte[] content, IReadOnlyList<FoundArm> found)
    {
        Path = path;
        _content = content;
        _found = found;
    }

    public string Path { get; }

    public IEnumerable<ConfiguredArm> Arms => _found.Select(found => found.Arm);

    /// <exception cref="CommandFailedException">It cannot be read, is no JSON, or has no arms.</exception>
    public static GatewayFile Read(string path)
    {
        try
        {
            var content = File.ReadAllBytes(path);

            // A byte order mark is no JSON, and stays where it is: places count from behind it.
            var mark = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var found = ArmsReader.Find(content.AsSpan(mark));
            return found is { Count: > 0 }
                ? new GatewayFile(path, content, [.. found.Select(arm => arm with { Weight = (arm.Weight.Start.Value + mark)..(arm.Weight.End.Value + mark) })])
                : throw new CommandFailedException($"{path} has no arms: a list Sentiment:Arms of {{Id, Cluster, Backend, Weight}} is needed.");
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"There is no {path}; name the gateway's configuration file with --file FILE, or the state directory of a running system with --state DIR.");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The reader's word for half a surrogate pair is the latter.
            throw new CommandFailedException($"{path} is no JSON: {broken.Message}");
        }
    }

    /// <summary>Writes these weights over those of the arms that are named, if any differs.</summary>
    public void Write(IReadOnlyDictionary<string, double> weights)
    {
        using var text = new MemoryStream(_content.Length);
        var copied = 0;
        foreach (var (arm, place) in _found.Where(found => weights.ContainsKey(found.Arm.Id) && found.Arm.Weight != weights[found.Arm.Id]))
        {
            text.Write(_content.AsSpan(copied..place.Start.Value));
            var number = weights[arm.Id].ToString(CultureInfo.InvariantCulture);
            text.Write(Encoding.UTF8.GetBytes(place.Start.Equals(place.End) ? $" \"Weight\": {number}," : number));
            copied = place.End.Value;
        }

        if (copied > 0)
        {
            text.Write(_content.AsSpan(copied..));
            PrivateFile.Replace(Path, text.ToArray());
        }
    }
}
