namespace Sentiment.Evaluation.Measures;

/// <summary>Texts by the tokens that are run for them, special ones counted.</summary>
internal static class LengthBands
{
    private static readonly int[] Ends = [8, 16, 32, 64, 128, 256];

    /// <summary>Such as <c>9-16</c>; the last is open.</summary>
    public static string Of(int tokens)
    {
        var band = Array.FindIndex(Ends, end => tokens <= end);
        return band switch
        {
            -1 => $"{Ends[^1] + 1}+",
            0 => $"1-{Ends[0]}",
            _ => $"{Ends[band - 1] + 1}-{Ends[band]}",
        };
    }

    /// <summary>All bands, short ones first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Ends.Append(int.MaxValue).Select(Of)];
}
