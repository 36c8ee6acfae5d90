namespace Sentiment.Serving.Tokenization;

/// <summary>A text as it is run: in one piece, or in windows that overlap.</summary>
/// <param name="Windows">Token ids of each, with [CLS] and [SEP] around them.</param>
/// <param name="TextTokens">Tokens of the text that stand in a window; those in two of them count once.</param>
/// <param name="Truncated">Whether tokens were left out at the end.</param>
internal sealed record WindowedText(int[][] Windows, int TextTokens, bool Truncated)
{
    /// <summary>What <see cref="Contracts.Predictions.Prediction.Tokens"/> says.</summary>
    public int Tokens => TextTokens + WordPieceTokenizer.SpecialTokens;

    /// <summary>Tokens that the model is run on.</summary>
    public int RunTokens => Windows.Sum(static window => window.Length);
}
