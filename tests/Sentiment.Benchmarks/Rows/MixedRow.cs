using Sentiment.Benchmarks.Baselines.Fifo;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;
using Sentiment.Benchmarks.Texts;

namespace Sentiment.Benchmarks.Rows;

/// <summary>What choosing texts of like length is worth: half of them short, half long, in no order.</summary>
internal sealed class MixedRow : IRow
{
    private const int Short = 8;
    private const int Long = 128;
    private const double Bound = 1.5;

    // Two full runs of sixteen under way and as many texts waiting: with fewer there is nothing to choose from, for either side.
    private const int Connections = 64;

    public string Name => "mixed";

    public string Summary => "throughput of inference-onnx on texts of 8 and 128 tokens ÷ a server that pads batches in the order of arrival";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop) =>
    [
        .. await RunAsync(context, context.Shipped, 2_000, stop),
        .. await RunAsync(context, context.DistilBert, 256, stop),
    ];

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, BenchModel model, int count, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        var texts = TextsFor(model, context.Settings.Scaled(count));
        var sweep = new FifoSweep(context, model, texts, Connections);
        var padded = await sweep.FindPaddedAsync(stop);
        var single = await sweep.FindSingleAsync(stop);
        await using var paddedSide = await HttpSide.StartAsync(Servers.Fifo(model.Package, padded), texts, stop, Connections);
        await using var singleSide = await HttpSide.StartAsync(Servers.Fifo(model.Package, single), texts, stop, Connections);
        await using var pool = await HttpSide.StartAsync(Servers.Pool(PoolKind.Onnx, model.Package, Servers.AdmitAll), texts, stop, Connections);
        var samples = await context.CompareAsync([pool.Contender, paddedSide.Contender, singleSide.Contender], stop);
        Figure[] figures = [.. Figure.Rates("pool", samples[0]), .. Figure.Rates("padded", samples[1]), .. Figure.Rates("each alone", samples[2])];
        return
        [
            Result(context, $"{model.Name} ÷ padded", samples[0], samples[1]) with
            {
                Target = Target.AtLeast(Bound),
                Figures = figures,
                Note = $"padded: {padded.Description}; each alone: {single.Description}; a second in the sweep: {sweep.Tried}",
            },
            Result(context, $"{model.Name} ÷ each alone", samples[0], samples[2]),
        ];
    }

    private RowResult Result(BenchContext context, string name, Sample[] ours, Sample[] theirs) =>
        new(Name, name, "predictions a second, pool ÷ first come, first served")
        {
            Ratio = BenchContext.Ratio(ours, theirs, static sample => sample.Rate),
            Rounds = context.Settings.Rounds,
        };

    private static string[] TextsFor(BenchModel model, int count)
    {
        var random = BenchContext.Chance();
        var sized = new SizedTexts(model.Tokenizer, random);
        string[] texts = [.. sized.Of(Short, count / 2), .. sized.Of(Long, count / 2)];
        random.Shuffle(texts);
        return texts;
    }
}
