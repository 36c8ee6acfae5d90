namespace Sentiment.Benchmarks.Rounds;

/// <summary>
/// A round in slices of a fraction of a second, each side's in turn: a neighbour on the machine who comes for seconds meets all sides of the round
/// alike, which matters where the difference is a few per cent.
/// </summary>
internal static class Slices
{
    /// <returns>Which side runs which slice: each runs all of them, and each slice starts with another.</returns>
    public static IEnumerable<(int Side, int Slice)> InTurn(int sides, int slices) =>
        from slice in Enumerable.Range(0, slices)
        from place in Enumerable.Range(0, sides)
        select ((slice + place) % sides, slice);
}
