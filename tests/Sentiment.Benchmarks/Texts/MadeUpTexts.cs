namespace Sentiment.Benchmarks.Texts;

/// <summary>Sentences of our own words for where no corpus is; the model's time depends on a text's length, not on its sense.</summary>
internal static class MadeUpTexts
{
    private const int Count = 20_000;

    // Words of SST-2's development sentences, at each twentieth of them.
    private static readonly int[] WordsAtTwentieths = [2, 6, 8, 9, 11, 12, 13, 15, 16, 17, 19, 20, 21, 23, 24, 25, 27, 28, 31, 35, 47];

    private static readonly string[] Vocabulary =
    [
        "the", "a", "film", "story", "actor", "scene", "music", "ending", "plot", "cast", "and", "but", "with", "of", "in", "is", "was", "feels",
        "looks", "sounds", "never", "always", "almost", "too", "very", "charming", "dull", "warm", "cold", "slow", "quick", "clever", "silly",
        "honest", "empty", "rich", "thin", "funny", "sad", "bright", "dark", "long", "short", "watchable", "unforgettable", "tedious", "it", "its",
        "that", "which", "for", "from", "about", "more", "less", "than", "as", "like", "director", "audience", "moment", "picture", "script", ",", ".",
    ];

    /// <summary>Words and signs that texts are made of.</summary>
    public static IReadOnlyList<string> Words => Vocabulary;

    public static string[] Write(Random random)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (texts.Count < Count)
        {
            texts.Add(Write(WordsOf(random), random));
        }

        return [.. texts];
    }

    /// <summary>A text of so many words.</summary>
    public static string Write(int words, Random random) => string.Join(' ', random.GetItems(Vocabulary, words));

    private static int WordsOf(Random random)
    {
        var position = random.NextDouble() * (WordsAtTwentieths.Length - 1);
        var below = (int)position;
        return (int)Math.Round(WordsAtTwentieths[below] + ((position - below) * (WordsAtTwentieths[below + 1] - WordsAtTwentieths[below])));
    }
}
