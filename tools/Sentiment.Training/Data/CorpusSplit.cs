namespace Sentiment.Training.Data;

/// <summary>
/// What the texts of one corpus are for: each by itself, but a phrase of a treebank as the longest text that holds it. One that is held back
/// would else stand word for word within one that is learnt.
/// </summary>
internal sealed class CorpusSplit
{
    private readonly Dictionary<string, string> _longest;

    private CorpusSplit(Dictionary<string, string> longest) => _longest = longest;

    public static CorpusSplit OfTexts { get; } = new([]);

    /// <param name="phrases">All of the treebank, words parted by single spaces.</param>
    public static CorpusSplit OfTreebank(IEnumerable<string> phrases)
    {
        var all = phrases.Distinct(StringComparer.Ordinal).ToArray();
        var known = all.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var longest = new Dictionary<string, string>(all.Length, StringComparer.Ordinal);
        foreach (var phrase in all.OrderByDescending(phrase => phrase.Count(character => character == ' ')).ThenBy(phrase => phrase, StringComparer.Ordinal))
        {
            // One that is within another has all of its own parts within that one, too.
            if (longest.TryAdd(phrase, phrase))
            {
                AddParts(phrase, known, longest);
            }
        }

        return new CorpusSplit(longest);
    }

    public TextPurpose PurposeOf(string text) => HoldOut.PurposeOf(TextKey.Of(_longest.GetValueOrDefault(text, text)));

    private static void AddParts(string phrase, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known, Dictionary<string, string> longest)
    {
        var words = phrase.Split(' ');
        for (int first = 0, start = 0; first < words.Length; start += words[first++].Length + 1)
        {
            for (int last = first, end = start - 1; last < words.Length; last++)
            {
                end += words[last].Length + 1;
                if (known.TryGetValue(phrase.AsSpan(start..end), out var part))
                {
                    longest.TryAdd(part, phrase);
                }
            }
        }
    }
}
