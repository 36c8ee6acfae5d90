namespace Sentiment.Cli.Output;

/// <summary>Rows under headings, each column as wide as its widest cell; the first columns are words, the rest numbers.</summary>
internal static class Table
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, int words)
    {
        IReadOnlyList<string>[] all = [headings, .. rows];
        int[] widths = [.. headings.Select((_, column) => all.Max(row => row[column].Length))];
        return all.Select(row => string.Join(Gap, row.Select(Cell)).TrimEnd());

        string Cell(string text, int column) => column < words ? text.PadRight(widths[column]) : text.PadLeft(widths[column]);
    }
}
