using System.Globalization;

namespace Sentiment.Training;

/// <summary>The log of a run: on the console and in a file, which the model card cites. Lines are numbered by time since the start.</summary>
internal sealed class RunLog(string path, TextWriter console, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public void Write(string line)
    {
        var stamped = $"{Hours(time.GetElapsedTime(_started))} {line}";
        console.WriteLine(stamped);
        File.AppendAllText(path, stamped + "\n");
    }

    /// <summary>hh:mm:ss, with as many hours as it takes: the model card sums them.</summary>
    public static string Hours(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time:mm\\:ss}");
}
