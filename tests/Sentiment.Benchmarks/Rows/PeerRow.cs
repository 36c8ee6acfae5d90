using Sentiment.Benchmarks.Baselines.Peer;
using Sentiment.Benchmarks.Models;
using Sentiment.Benchmarks.Processes;
using Sentiment.Benchmarks.Rounds;

namespace Sentiment.Benchmarks.Rows;

/// <summary>The ONNX pool against what is most used elsewhere to serve such a model: transformers.js and Fastify, with the same INT8 file.</summary>
internal sealed class PeerRow : IRow
{
    private const int ComparedAnswers = 32;

    public string Name => "peer";

    public string Summary => "requests a second of inference-onnx ÷ transformers.js, onnxruntime-node and Fastify with the same INT8 file";

    public async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        var folder = await PeerFolder.BringAsync(context.Say);
        return folder.Problem is { } problem
            ? [RowResult.NotMeasured(this, problem)]
            :
            [
                .. await RunAsync(context, folder, context.Shipped, new Plan(Texts: 4_000, Bound: 2.0), stop),
                .. await RunAsync(context, folder, context.DistilBert, new Plan(Texts: 600, Bound: 1.6), stop),
            ];
    }

    private async Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, PeerFolder folder, BenchModel model, Plan plan, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        var texts = context.Texts.Take(context.Settings.Scaled(plan.Texts));
        var single = await PeerSweep.FindAsync(context, folder, model.Package, PeerSetup.Single, texts, stop);
        var cluster = await PeerSweep.FindAsync(context, folder, model.Package, PeerSetup.Cluster, texts, stop);
        await using var one = await HttpSide.StartAsync(single.Start(folder, model.Package), texts, stop);
        await using var two = await HttpSide.StartAsync(cluster.Start(folder, model.Package), texts, stop);
        await using var pool = await HttpSide.StartAsync(Servers.Pool(PoolKind.Onnx, model.Package), texts, stop);
        await SameAnswers.RequireAsync(pool.Server, one.Server, texts.Take(ComparedAnswers), stop);
        var samples = await context.CompareAsync([pool.Contender, one.Contender, two.Contender], stop);
        return
        [
            Line(context, $"{model.Name} ÷ peer", samples[0], samples[1], $"peer: {single.Description}; {folder.Versions}") with { Target = Target.AtLeast(plan.Bound) },
            Line(context, $"{model.Name} ÷ cluster", samples[0], samples[2], $"peer: {cluster.Description}"),
        ];
    }

    private RowResult Line(BenchContext context, string name, Sample[] pool, Sample[] peer, string note) => new(Name, name, "requests a second, pool ÷ peer")
    {
        Ratio = BenchContext.Ratio(pool, peer, static sample => sample.Rate),
        Rounds = context.Settings.Rounds,
        Figures = [Figure.Rate("pool", pool), Figure.Rate("peer", peer)],
        Note = note,
    };

    /// <param name="Texts">Of a round: some seconds of the peer's.</param>
    /// <param name="Bound">Of the ratio.</param>
    private sealed record Plan(int Texts, double Bound);
}
