using System.Buffers;
using Sentiment.Models.Packages;
using Sentiment.Serving.Hardware;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Benchmarks.Baselines.Plain;

/// <summary>
/// What a good engineer writes in an afternoon: Kestrel, source-generated JSON, the tokenizer, and each text run alone on its request's
/// thread. As many runs at a time as there are processors, one thread each, which is the cheapest way to run single texts.
/// </summary>
internal static class PlainServer
{
    public static async Task<int> RunAsync(int port, string package)
    {
        using var session = new OnnxSession(Path.Combine(package, PackageFiles.OnnxInt8), threads: 1);
        using var running = new SemaphoreSlim(CpuAllowance.Processors);
        var tokenizer = WordPieceTokenizer.LoadPackage(package);
        await using var app = BaselineHost.Create(port, async (text, stop) =>
        {
            var ids = tokenizer.Encode(text).Ids;
            await running.WaitAsync(stop);
            try
            {
                return RunAlone(session, ids);
            }
            finally
            {
                running.Release();
            }
        });
        RunAlone(session, tokenizer.Encode("warm up").Ids);
        await app.RunAsync();
        return 0;
    }

    private static float[] RunAlone(OnnxSession session, int[] tokens)
    {
        var ids = ArrayPool<long>.Shared.Rent(tokens.Length);
        var mask = ArrayPool<long>.Shared.Rent(tokens.Length);
        try
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                (ids[i], mask[i]) = (tokens[i], 1);
            }

            return session.Run(ids, mask, texts: 1, tokens.Length);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<long>.Shared.Return(mask);
        }
    }
}
