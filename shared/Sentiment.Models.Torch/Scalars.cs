using TorchSharp;

namespace Sentiment.Models.Torch;

/// <summary>Numbers that operations take as native objects.</summary>
internal static class Scalars
{
    /// <summary>
    /// What an addition multiplies its second operand with. TorchSharp makes one for each addition otherwise, which nothing holds during the
    /// call: another thread's collection then frees it while libtorch reads it, and the sum is wrong or fails.
    /// </summary>
    public static readonly Scalar One = 1f;
}
