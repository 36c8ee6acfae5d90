namespace Sentiment.Cli.Supervision;

/// <summary>The last lines that a process wrote, kept for the report of its death.</summary>
internal sealed class RecentLines
{
    /// <summary>Enough for an exception with its stack.</summary>
    public const int Capacity = 20;

    private readonly Queue<string> _lines = new(Capacity);

    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public string[] Snapshot()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }
}
