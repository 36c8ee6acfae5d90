using System.IO.Compression;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>SST-2's validation sentences, as the shipped package's tokenizer splits them.</summary>
/// <param name="Sentences">As a client would send them.</param>
/// <param name="Texts">Their token ids.</param>
/// <param name="Positive">What people said of them.</param>
/// <param name="MaximumTokens">Tokens of the longest text that the model takes.</param>
internal sealed record SstDev(string[] Sentences, int[][] Texts, bool[] Positive, int MaximumTokens)
{
    public static SstDev Load()
    {
        var tokenizer = WordPieceTokenizer.LoadPackage(ShippedModel.Folder);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.File("sst2.dev.tsv.gz")), CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t', 2)).ToArray();
        return new SstDev(
            [.. rows.Select(static row => row[1])],
            [.. rows.Select(row => tokenizer.Encode(row[1]).Ids)],
            [.. rows.Select(static row => row[0] == "1")],
            tokenizer.Settings.MaximumTokens);
    }
}
