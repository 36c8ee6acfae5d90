namespace Sentiment.Benchmarks.Texts;

/// <summary>Texts of all lengths that a pool meets: sentences above all, some up to the model's 256 tokens, a few that need windows.</summary>
internal static class VariedTexts
{
    private const int SentenceWords = 60;
    private const int LongWords = 220;
    private const int WindowedWords = 1_400;
    private const double Sentences = 0.95;
    private const double WithoutWindows = 0.995;

    public static IEnumerable<string> Write(int count, Random random) =>
        Enumerable.Range(0, count).Select(_ => MadeUpTexts.Write(WordsOf(random), random));

    private static int WordsOf(Random random) => random.NextDouble() switch
    {
        < Sentences => random.Next(1, SentenceWords + 1),
        < WithoutWindows => random.Next(SentenceWords, LongWords),
        _ => random.Next(LongWords, WindowedWords),
    };
}
