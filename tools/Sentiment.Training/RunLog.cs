using System.Globalization;

namespace Sentiment.Training;

/// <summary>The log of a run: on the console and in a file, which the model card cites. Lines are numbered by time since the start.</summary>
internal sealed class RunLog(string path, TextWriter console, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>Everything that the file holds, runs that were broken off among it.</summary>
    public IReadOnlyList<string> Lines => File.Exists(path) ? File.ReadAllLines(path) : [];

    public void Write(string line)
    {
        var stamped = string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started):hh\\:mm\\:ss} {line}");
        console.WriteLine(stamped);
        File.AppendAllText(path, stamped + "\n");
    }
}
