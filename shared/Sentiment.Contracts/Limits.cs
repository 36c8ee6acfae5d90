namespace Sentiment.Contracts;

/// <summary>The bounds of the public contract, the same in the gateway and in a pool called directly.</summary>
public static class Limits
{
    /// <summary>Unicode scalars (not UTF-16 units) of one text.</summary>
    public const int TextScalars = 10_000;

    /// <summary>Bytes of a predict body: 10,000 scalars take at most 120,000 bytes, every one of them escaped.</summary>
    public const int PredictBodyBytes = 256 * 1024;

    /// <summary>Bytes of a feedback body.</summary>
    public const int FeedbackBodyBytes = 4 * 1024;

    /// <summary>Texts of one batch.</summary>
    public const int BatchTexts = 128;

    /// <summary>Bytes of a batch body.</summary>
    public const int BatchBodyBytes = 4 * 1024 * 1024;

    /// <summary>Tokens of one batch as they are run: of all windows, special tokens included.</summary>
    public const int BatchTokens = 32_768;

    /// <summary>Windows of one text: it may then be some fifteen times as long as the model reads at once.</summary>
    public const int TextWindows = 16;

    /// <summary>The answer is due this long after the request's headers arrived, unless the client says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan MinimumTimeout = TimeSpan.FromMilliseconds(10);

    public static readonly TimeSpan MaximumTimeout = TimeSpan.FromSeconds(60);
}
