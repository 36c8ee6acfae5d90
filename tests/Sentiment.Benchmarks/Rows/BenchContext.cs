using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What every row works with.</summary>
internal sealed class BenchContext(BenchSettings settings, TextSource texts, Action<string> say)
{
    // Any would do; the same one makes the same intervals and arrivals of the same measurements.
    private const int Seed = 4;

    private BenchModel? _shipped;
    private BenchModel? _distilBert;

    public BenchSettings Settings => settings;

    public TextSource Texts => texts;

    public BenchModel Shipped => _shipped ??= BenchModel.Shipped();

    public BenchModel DistilBert => _distilBert ??= BenchModel.DistilBert(Say);

    /// <summary>A line of progress.</summary>
    public void Say(string line) => say(line);

    /// <summary>Chance, the same in each run.</summary>
    public static Random Chance(int salt = 0) => new(Seed + salt);

    public Task<IReadOnlyList<Sample[]>> CompareAsync(IReadOnlyList<Contender> contenders, CancellationToken stop) =>
        PairedRounds.RunAsync(contenders, settings.Warmup, settings.Rounds, Say, stop);

    /// <summary>The ratio of each round, and how sure its median is.</summary>
    public static Interval Ratio(Sample[] ours, Sample[] theirs, Func<Sample, double> figure) =>
        Bootstrap.OfMedian([.. ours.Zip(theirs, (mine, other) => figure(mine) / figure(other))], Chance());
}
