namespace Sentiment.TestKit;

/// <summary>Lines of one stream, in order, while they come.</summary>
internal sealed class CapturedOutput
{
    private readonly List<string> _lines = [];

    public string[] Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Reads to the end of the stream, which is when its last holder closes it.</summary>
    public async Task ReadAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
