namespace Sentiment.Contracts.Parsing;

/// <summary>Counts as people and other languages count: an emoji is one, not two UTF-16 units.</summary>
public static class UnicodeLength
{
    /// <param name="text">Well-formed UTF-16.</param>
    /// <returns>Unicode scalars.</returns>
    public static int Of(ReadOnlySpan<char> text)
    {
        var scalars = text.Length;
        foreach (var unit in text)
        {
            // A pair is one scalar: its second half does not count.
            if (char.IsLowSurrogate(unit))
            {
                scalars--;
            }
        }

        return scalars;
    }
}
