namespace Sentiment.Serving.Tests.Allocations;

/// <summary>
/// Bytes that one call allocates. The numbers only go down: whoever saves some lowers the number with the same change, and whoever needs
/// more says in the commit what for. <see cref="AllocationTests"/> holds each within a band.
/// </summary>
internal static class AllocationFloor
{
    /// <summary>A sentence of 29 tokens to ids.</summary>
    public const double TokenizeSentence = 1_024;

    /// <summary>The next run out of 64 waiting texts.</summary>
    public const double PlanOf64 = 600;

    /// <summary>Two logits to the contract's answer.</summary>
    public const double ScoreAndRespond = 352;

    /// <summary>A request for a sentence, from its context to the answer's JSON, with a worker free: everything but Kestrel and the model.</summary>
    public const double WholeRequest = 5_808;
}
