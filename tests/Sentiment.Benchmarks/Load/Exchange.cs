namespace Sentiment.Benchmarks.Load;

/// <summary>One request and what came of it; times in seconds from the start of the run.</summary>
/// <param name="Scheduled">When it was to be sent.</param>
/// <param name="Sent">When the generator came to it.</param>
/// <param name="Done">When the whole answer was there.</param>
/// <param name="Answer">Status 0 when the connection broke.</param>
internal readonly record struct Exchange(double Scheduled, double Sent, double Done, HttpAnswer Answer)
{
    /// <summary>From the schedule: a generator or a connection that is late makes the client wait as well (free of coordinated omission).</summary>
    public double Latency => Done - Scheduled;

    /// <summary>The generator's own part of it.</summary>
    public double Lateness => Sent - Scheduled;

    public bool Succeeded => Answer.Succeeded;
}
