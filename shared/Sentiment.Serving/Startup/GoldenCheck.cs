using Sentiment.Contracts.Models;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Startup;

/// <summary>Runs the package's golden texts: whoever answers them as recorded runs this model, on this machine, right.</summary>
internal static class GoldenCheck
{
    // With padding, of one run: all texts at once, padded to the longest of them, would need more time and memory than anything that is served.
    private const int MostTokens = 512;

    /// <returns>The first text that the tokenizer splits otherwise than recorded, by its position; null when there is none.</returns>
    public static int? FindTokenMismatch(ModelManifest manifest, WordPieceTokenizer tokenizer)
    {
        for (var i = 0; i < manifest.Golden.Count; i++)
        {
            var golden = manifest.Golden[i];
            if (!tokenizer.Encode(golden.Text, manifest.MaximumTokens).Ids.AsSpan().SequenceEqual([.. golden.TokenIds]))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Runs the golden texts, the longest with shorter ones beside it, so that padding is checked too.</summary>
    /// <param name="variant">One of <see cref="ModelVariants"/>; texts without its logits are left out.</param>
    public static ParityResult Compare(ModelManifest manifest, IModelBackend backend, string variant)
    {
        var golden = manifest.Golden.Where(text => text.Logits.ContainsKey(variant)).ToArray();
        if (golden.Length == 0)
        {
            return new ParityResult(new ParityReport(0, 0, 0), WorstText: null, WithinTolerance: true);
        }

        var differences = new float[golden.Length];
        foreach (var texts in Batches(golden))
        {
            Compare(golden, texts, backend, variant, differences);
        }

        var excess = differences.Select((difference, i) => difference - golden[i].Logits[variant].Tolerance).ToArray();
        var worst = Array.IndexOf(excess, excess.Max());
        return new ParityResult(
            new ParityReport(golden.Length, differences[worst], golden[worst].Logits[variant].Tolerance), worst, excess[worst] <= 0);
    }

    /// <summary>Positions of the texts of each run, the longest first.</summary>
    private static IEnumerable<int[]> Batches(GoldenText[] golden)
    {
        var longest = Enumerable.Range(0, golden.Length).OrderByDescending(i => golden[i].TokenIds.Count).ToArray();
        for (var (first, count) = (0, 0); first < longest.Length; first += count)
        {
            count = Math.Clamp(MostTokens / golden[longest[first]].TokenIds.Count, 1, longest.Length - first);
            yield return longest[first..(first + count)];
        }
    }

    private static void Compare(GoldenText[] golden, int[] texts, IModelBackend backend, string variant, float[] differences)
    {
        using var batch = new TokenBatch(texts.Length, texts.Sum(i => golden[i].TokenIds.Count));
        foreach (var i in texts)
        {
            batch.Add([.. golden[i].TokenIds]);
        }

        var labels = golden[texts[0]].Logits[variant].Values.Count;
        var logits = new float[texts.Length * labels];
        backend.Run(batch, logits);
        foreach (var (row, i) in texts.Index())
        {
            differences[i] = LargestDifference(golden[i].Logits[variant].Values, logits.AsSpan(row * labels, labels));
        }
    }

    private static float LargestDifference(IReadOnlyList<float> expected, ReadOnlySpan<float> actual)
    {
        var largest = 0f;
        for (var i = 0; i < actual.Length; i++)
        {
            // A NaN is as far off as can be; a plain Max would let it pass as one that compares to nothing.
            var difference = float.IsNaN(actual[i]) ? float.PositiveInfinity : Math.Abs(expected[i] - actual[i]);
            largest = Math.Max(largest, difference);
        }

        return largest;
    }
}

/// <param name="Report">The figures of the text that was closest to its tolerance, or farthest beyond.</param>
/// <param name="WorstText">Its position among the golden texts; null when none was compared.</param>
/// <param name="WithinTolerance">Whether every text was.</param>
internal sealed record ParityResult(ParityReport Report, int? WorstText, bool WithinTolerance);
