using BenchmarkDotNet.Attributes;
using Sentiment.Benchmarks.Rows;
using Sentiment.Serving.Batching;

namespace Sentiment.Benchmarks.Micro;

/// <summary>Step 11: the choice among texts that wait, from a handful to all that the planner looks at.</summary>
[MemoryDiagnoser]
public class PlannerBenchmarks
{
    private const int Shortest = 5;
    private const int Longest = 60;

    private readonly BatchingOptions _options = new();
    private int[] _lengths = [];

    [Params(8, 64, 256)]
    public int Waiting { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var random = BenchContext.Chance();
        _lengths = [.. Enumerable.Range(0, Waiting).Select(_ => random.Next(Shortest, Longest))];
    }

    [Benchmark]
    public object Choose() => BatchPlanner.Choose(_lengths, _options.MaxTexts, _options.MaxCost, static (texts, _, longest) => texts * longest);
}
