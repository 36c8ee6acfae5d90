namespace Sentiment.Models.Torch;

/// <summary>
/// Where the texts of a batch lie when all their tokens are one after the other, without padding: sorted by length, so that texts of one
/// length are beside each other and are one batch × sequence to attention, with nothing to mask.
/// </summary>
internal sealed class RaggedLayout
{
    private readonly int[] _places;
    private readonly int[] _firstRows;

    /// <param name="lengths">Tokens of each text, at least one; in the caller's order.</param>
    public RaggedLayout(ReadOnlySpan<int> lengths)
    {
        int[] sorted = [.. lengths];
        int[] texts = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, texts);
        (_places, _firstRows) = (new int[texts.Length], new int[texts.Length]);
        for (var place = 0; place < texts.Length; place++)
        {
            _places[texts[place]] = place;
            _firstRows[place] = Tokens;
            Tokens += sorted[place];
        }

        Groups = [.. FindGroups(sorted)];
    }

    /// <summary>Tokens of all texts.</summary>
    public int Tokens { get; }

    /// <summary>One after the other, the shortest texts first.</summary>
    public TextGroup[] Groups { get; }

    /// <summary>Where each of the caller's texts is among the sorted ones.</summary>
    public ReadOnlySpan<int> Places => _places;

    /// <summary>The row of each sorted text's first token.</summary>
    public ReadOnlySpan<int> FirstRows => _firstRows;

    /// <summary>Brings the caller's tokens into this order, and says of each which place it has in its text.</summary>
    /// <param name="ids">Token ids, text after text.</param>
    /// <param name="lengths">Tokens of each text.</param>
    /// <param name="sortedIds">As many as there are tokens.</param>
    /// <param name="positions">As many.</param>
    public void LayOut(ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths, Span<int> sortedIds, Span<int> positions)
    {
        for (var text = 0; text < lengths.Length; text++)
        {
            var row = _firstRows[_places[text]];
            ids[..lengths[text]].CopyTo(sortedIds[row..]);
            ids = ids[lengths[text]..];
            for (var position = 0; position < lengths[text]; position++)
            {
                positions[row + position] = position;
            }
        }
    }

    private static IEnumerable<TextGroup> FindGroups(int[] sorted)
    {
        var (first, row) = (0, 0);
        for (var next = 1; next <= sorted.Length; next++)
        {
            if (next == sorted.Length || sorted[next] != sorted[first])
            {
                yield return new TextGroup(first, next - first, row, sorted[first]);
                row += (next - first) * sorted[first];
                first = next;
            }
        }
    }
}

/// <summary>Texts of one length.</summary>
/// <param name="First">The first of them, among the sorted texts.</param>
/// <param name="Texts">How many.</param>
/// <param name="Row">Of the first one's first token.</param>
/// <param name="Length">Tokens of each.</param>
internal sealed record TextGroup(int First, int Texts, int Row, int Length);
