namespace Sentiment.Benchmarks.Texts;

/// <summary>Texts of one corpus in the lengths of another: SST-2's training set has mostly short phrases, which no client sends.</summary>
internal static class SentenceLengths
{
    // Beyond it the long ones run out, and lengths would no longer be those of the sentences.
    private const double LargestShareMissing = 0.05;

    /// <returns>The model texts, then as many others as their lengths last for; none twice.</returns>
    public static string[] Draw(IReadOnlyList<string> like, IReadOnlyList<string> from, Random random)
    {
        var taken = like.ToHashSet(StringComparer.Ordinal);
        var byWords = Shuffled(from.Where(taken.Add), random).GroupBy(Words).ToDictionary(group => group.Key, group => new Queue<string>(group));
        var lengths = Shuffled(like.Select(Words), random);
        var drawn = new List<string>(like);
        for (int i = 0, missing = 0; missing <= LargestShareMissing * lengths.Length; i = (i + 1) % lengths.Length)
        {
            missing = i == 0 ? 0 : missing;
            if (byWords.TryGetValue(lengths[i], out var texts) && texts.TryDequeue(out var text))
            {
                drawn.Add(text);
            }
            else
            {
                missing++;
            }
        }

        return [.. drawn];
    }

    public static int Words(string text) => text.AsSpan().Count(' ') + 1;

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
