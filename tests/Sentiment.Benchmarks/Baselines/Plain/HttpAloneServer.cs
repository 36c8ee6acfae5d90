using Sentiment.Serving.Tokenization;

namespace Sentiment.Benchmarks.Baselines.Plain;

/// <summary>
/// The plain handler without the model: Kestrel, source-generated JSON and the tokenizer, and the same logits for every text. No server over
/// HTTP costs less than this and the model together.
/// </summary>
internal static class HttpAloneServer
{
    private static readonly float[] Logits = [0.25f, -0.25f];

    public static async Task<int> RunAsync(int port, string package)
    {
        var tokenizer = WordPieceTokenizer.LoadPackage(package);
        await using var app = BaselineHost.Create(port, (text, _) =>
            ValueTask.FromResult(tokenizer.Encode(text).Ids.Length > 0 ? Logits : throw new InvalidOperationException("A text without tokens.")));
        await app.RunAsync();
        return 0;
    }
}
