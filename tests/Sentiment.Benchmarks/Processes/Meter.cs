using System.Diagnostics;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Processes;

/// <summary>Processor seconds of one process and wall time, from start to stop.</summary>
internal sealed class Meter
{
    private readonly int _process;
    private readonly double _processor;
    private readonly long _wall;

    private Meter(int process)
    {
        _process = process;
        _processor = ProcessorTime.Of(process);
        _wall = Stopwatch.GetTimestamp();
    }

    public static Meter Start(int process) => new(process);

    public Sample Stop(int predictions) => new(predictions, Stopwatch.GetElapsedTime(_wall).TotalSeconds, ProcessorTime.Of(_process) - _processor);
}
