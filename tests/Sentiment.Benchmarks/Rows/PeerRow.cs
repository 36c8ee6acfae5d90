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
                await RunAsync(context, folder, context.Shipped, new Plan(Texts: 4_000, Bound: 2.0), stop),
                await RunAsync(context, folder, context.DistilBert, new Plan(Texts: 600, Bound: 1.6), stop),
            ];
    }

    private async Task<RowResult> RunAsync(BenchContext context, PeerFolder folder, BenchModel model, Plan plan, CancellationToken stop)
    {
        context.Say($"{Name}: {model.Name}");
        var texts = context.Texts.Take(context.Settings.Scaled(plan.Texts));
        var setup = await PeerSweep.FindAsync(context, folder, model.Package, texts, stop);
        await using var peer = await HttpSide.StartAsync(setup.Start(folder, model.Package), texts, stop);
        await using var pool = await HttpSide.StartAsync(Servers.Pool(PoolKind.Onnx, model.Package), texts, stop);
        await SameAnswers.RequireAsync(pool.Server, peer.Server, texts.Take(ComparedAnswers), stop);
        var samples = await context.CompareAsync([pool.Contender, peer.Contender], stop);
        return new RowResult(Name, $"{model.Name} ÷ peer", "requests a second, pool ÷ peer")
        {
            Target = Target.AtLeast(plan.Bound),
            Ratio = BenchContext.Ratio(samples[0], samples[1], static sample => sample.Rate),
            Rounds = context.Settings.Rounds,
            Figures = [Figure.Rate("pool", samples[0]), Figure.Rate("peer", samples[1])],
            Note = $"peer: {setup.Description}, the best of {PeerSetup.All.Count}; {folder.Versions}",
        };
    }

    /// <param name="Texts">Of a round: some seconds of the peer's.</param>
    /// <param name="Bound">Of the ratio.</param>
    private sealed record Plan(int Texts, double Bound);
}
