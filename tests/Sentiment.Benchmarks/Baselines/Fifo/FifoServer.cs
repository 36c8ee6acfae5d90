using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Models.Packages;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Benchmarks.Baselines.Fifo;

/// <summary>
/// Dynamic batching as most servers have it: texts are tokenised on their requests' threads and wait in one line; a worker that is free takes
/// those at its head, up to a number, and pads them to the longest. It waits for no batch to fill: under load the line is never short.
/// </summary>
internal static class FifoServer
{
    public static async Task<int> RunAsync(int port, string package, FifoPlan plan)
    {
        using var session = new OnnxSession(Path.Combine(package, PackageFiles.OnnxInt8), plan.Threads);
        var tokenizer = WordPieceTokenizer.LoadPackage(package);
        var line = new FifoLine(session, plan);
        await using var app = BaselineHost.Create(port, (text, stop) => line.RunAsync(tokenizer.Encode(text).Ids, stop));
        session.Run(PaddedBatch.Pad([tokenizer.Encode("warm up").Ids]));
        await app.RunAsync();
        return 0;
    }
}
