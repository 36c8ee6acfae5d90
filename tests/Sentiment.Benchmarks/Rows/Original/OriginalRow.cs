using System.Globalization;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Statistics;
using Sentiment.Serving.Hardware;

namespace Sentiment.Benchmarks.Rows.Original;

/// <summary>Our figures beside those of the original document, on a model of the shape that it names. Stated, for nobody can run its machine.</summary>
internal sealed class OriginalRow : IRow
{
    private const int Texts = 300;

    public string Name => "original";

    public string Summary => "both pools on DistilBERT's shape beside the original document's table: latency, requests a second, memory, start";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var texts = context.Texts.Take(context.Settings.Scaled(Texts));
        var package = context.DistilBert.Package;
        await using var onnx = await OriginalSide.StartAsync(Servers.Pool(PoolKind.Onnx, package), texts, stop);
        await using var torch = await OriginalSide.StartAsync(Servers.Pool(PoolKind.Torch, package), texts, stop);
        var samples = await context.CompareAsync([onnx.Contender, torch.Contender], stop);
        return [.. Results(context, OriginalFigures.Onnx, onnx, samples[0]), .. Results(context, OriginalFigures.Torch, torch, samples[1])];
    }

    private IEnumerable<RowResult> Results(BenchContext context, OriginalFigures original, OriginalSide ours, Sample[] samples) =>
    [
        Result(context, original, samples, CacheHits.None) with
        {
            Case = $"{Backend(original)}, no cache",
            Figures =
            [
                .. Figure.Latencies("ours, one client", Quantiles.Of(ours.Alone, 0.5), Quantiles.Of(ours.Alone, 0.95), Quantiles.Of(ours.Alone, 0.99)),
                .. Figure.Latencies("ours, 16 clients", Quantiles.Of(ours.Busy, 0.5), Quantiles.Of(ours.Busy, 0.95), Quantiles.Of(ours.Busy, 0.99)),
                Figure.Rate("ours, 16 clients", samples),
                new Figure("ours", "memory", ours.ResidentMB, "MB"),
                new Figure("ours", "start", ours.Start.TotalSeconds, "s, once, as built here"),
                .. original.AsFigures(),
            ],
        },
        Result(context, original, samples, CacheHits.Original) with
        {
            Case = $"{Backend(original)}, 85 % hits, computed",
            Figures =
            [
                new Figure("computed", "p95", CacheHits.Original.Quantile(ours.Busy, 0.95)!.Value, "ms"),
                new Figure("computed", "p99", CacheHits.Original.Quantile(ours.Busy, 0.99)!.Value, "ms"),
                new Figure("computed", "requests", CacheHits.Original.Rate(Figure.Rate("", samples).Value), "a second"),
                .. original.AsFigures(),
            ],
        },
    ];

    private RowResult Result(BenchContext context, OriginalFigures original, Sample[] samples, CacheHits hits)
    {
        var cpuSeconds = Quantiles.Median([.. samples.Select(static sample => sample.CpuMilliseconds / 1_000)]);
        var processors = hits.Processors(original.Rate, cpuSeconds);
        var measured = hits == CacheHits.None
            ? "measured; every text is new"
            : "computed from the line without a cache, not measured: hits are taken to cost nothing, and p50 would be a hit's";
        return new RowResult(Name, "", string.Create(CultureInfo.InvariantCulture, $"requests a second ÷ the original's {original.Rate:#,0}"))
        {
            Ratio = Bootstrap.OfMedian([.. samples.Select(sample => hits.Rate(sample.Rate) / original.Rate)], BenchContext.Chance()),
            Rounds = context.Settings.Rounds,
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"{measured}; {original.Rate:#,0} a second would keep {processors:0.0} processors of this kind busy in the pool, of which there are {CpuAllowance.Processors} here"),
        };
    }

    private static string Backend(OriginalFigures original) => original.Kind == PoolKind.Onnx ? "ONNX" : "PyTorch";
}
