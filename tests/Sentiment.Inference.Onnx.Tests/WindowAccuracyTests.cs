using System.IO.Compression;
using Sentiment.Contracts;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;
using Sentiment.Training.Data;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>
/// What windows are worth, and their joining against other ways to join: the figures of docs/adr/0014, with <c>-diagnostics</c>. Windows are
/// shorter here than the model would allow, because few reviews are longer than that.
/// </summary>
public sealed class WindowAccuracyTests
{
    private const int BatchSize = 8;

    // Enough for differences of some points, in seconds.
    private const int MostReviews = 500;

    [Theory]
    [InlineData("imdb.train.tsv.gz", 128)]
    [InlineData("products.train.tsv.gz", 128)]
    public void Join_HeldOutReviews_BeatsTheHeadAndIsAsGoodAsTheOtherWays(string file, int maximumTokens)
    {
        Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty);
        var tokenizer = WordPieceTokenizer.LoadPackage(ShippedModel.Folder);
        var capacity = maximumTokens - WordPieceTokenizer.SpecialTokens;
        var reviews = Sample([.. HeldOut(file, tokenizer).Where(review => review.Tokens.Count > capacity)]);
        var texts = Array.ConvertAll(reviews, review => new WindowedText(
            [.. TextWindows.Cut(review.Tokens.Count, capacity, Limits.TextWindows).Select(part => tokenizer.Frame(review.Tokens, part))],
            review.Tokens.Count, Truncated: false));
        var runs = Run([.. texts.SelectMany(static text => text.Windows)]);

        var head = Figures(reviews, Run([.. reviews.Select(review => tokenizer.Frame(review.Tokens, ..capacity))]).Select(Margin));
        var joined = Figures(reviews, Split(texts, runs).Select(static windows => Margin(WindowAggregation.Join(windows))));
        var margins = Split(texts, Array.ConvertAll(runs, Margin));
        var probabilities = Figures(reviews, margins.Select(static windows => Logit(windows.Average(Probability))));
        var surest = Figures(reviews, margins.Select(static windows => windows.MaxBy(Math.Abs)));

        TestContext.Current.SendDiagnosticMessage(
            $"{file}: {texts.Length} reviews, {runs.Length} windows of {maximumTokens}: head {head}, mean of logits {joined}, of probabilities {probabilities}, surest {surest}");
        Assert.True(joined.Accuracy >= head.Accuracy && joined.Loss < head.Loss, $"head {head}, joined {joined}");
        Assert.True(joined.Accuracy >= probabilities.Accuracy - 0.01, $"mean of probabilities {probabilities}, joined {joined}");
        Assert.True(joined.Loss < surest.Loss, $"surest {surest}, joined {joined}");
    }

    /// <summary>Evenly over the file, which has all blame first.</summary>
    private static Review[] Sample(Review[] reviews)
    {
        var every = (reviews.Length + MostReviews - 1) / MostReviews;
        return [.. reviews.Where((_, i) => i % every == 0)];
    }

    private static IEnumerable<Review> HeldOut(string file, WordPieceTokenizer tokenizer)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.File(file)), CompressionMode.Decompress));
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split('\t', 2))
                .Where(static row => CorpusSplit.OfTexts.PurposeOf(row[1]) == TextPurpose.Measuring)
                .DistinctBy(static row => TextKey.Of(row[1]))
                .Select(row => new Review(row[0] == "1", tokenizer.Tokens(row[1]))),
        ];
    }

    private static RunResult[] Run(int[][] windows)
    {
        using var backend = ShippedBackend.Load(ModelPrecision.Int8);
        var runs = new RunResult[windows.Length];
        foreach (var chunk in Enumerable.Range(0, windows.Length).OrderBy(i => windows[i].Length).Chunk(BatchSize))
        {
            using var batch = new TokenBatch(chunk.Length, chunk.Sum(i => windows[i].Length));
            Array.ForEach(chunk, i => batch.Add(windows[i]));
            var logits = new float[2 * chunk.Length];
            backend.Run(batch, logits);
            for (var i = 0; i < chunk.Length; i++)
            {
                runs[chunk[i]] = new RunResult(logits[(2 * i)..((2 * i) + 2)], TimeSpan.Zero, TimeSpan.Zero, Error: null);
            }
        }

        return runs;
    }

    private static T[][] Split<T>(WindowedText[] texts, T[] windows)
    {
        var start = 0;
        return Array.ConvertAll(texts, text => windows[start..(start += text.Windows.Length)]);
    }

    private static double Margin(RunResult run) => (double)run.Logits[1] - run.Logits[0];

    private static double Probability(double margin) => 1 / (1 + Math.Exp(-margin));

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static Figure Figures(Review[] reviews, IEnumerable<double> margins)
    {
        var pairs = reviews.Zip(margins).ToArray();
        return new Figure(
            pairs.Average(static pair => pair.First.Positive == pair.Second > 0 ? 1.0 : 0.0),
            pairs.Average(static pair => -Math.Log(Probability(pair.First.Positive ? pair.Second : -pair.Second))));
    }

    private sealed record Review(bool Positive, List<int> Tokens);

    private sealed record Figure(double Accuracy, double Loss)
    {
        public override string ToString() => $"{Accuracy:P2} (log loss {Loss:F4})";
    }
}
