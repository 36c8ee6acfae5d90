namespace Sentiment.Training.Data;

/// <summary>
/// The examples of the two stages. <see cref="Broad"/> teaches words and domains: reviews, products, tweets, talk.
/// <see cref="Phrases"/> teaches how words combine: the phrases of SST with their grades, and own sentences about products.
/// </summary>
internal sealed record TrainingSet(IReadOnlyList<Example> Broad, IReadOnlyList<Example> Phrases)
{
    /// <summary>One review in this many is kept out of training, to measure long texts on.</summary>
    public const int HeldOutEvery = 25;

    /// <summary>Targets of SST-5's grades. The middle grade is a text that says nothing: its target is one half.</summary>
    private static readonly float[] GradeTargets = [0.02f, 0.15f, 0.5f, 0.85f, 0.98f];

    private const float Negative = 0.03f;
    private const float Positive = 0.97f;
    private const float Neutral = 0.5f;

    /// <summary>Labels that were derived from stars or an upvote are often wrong.</summary>
    private const float WeakNegative = 0.07f;
    private const float WeakPositive = 0.93f;

    public static TrainingSet Read(string folder, int seed)
    {
        var known = new HashSet<string>(CorpusFile.Read(Path.Combine(folder, Corpora.Validation)).Select(row => TextKey.Of(row.Text)));
        var phrases = new List<Example>();
        AddGraded(phrases, folder, known);
        AddBinary(phrases, folder, Corpora.Sst2, known, 0.15f, 0.85f);
        phrases.AddRange(TemplateSentences.Create(seed).Where(example => known.Add(TextKey.Of(example.Text))));

        var broad = new List<Example>();
        AddBinary(broad, folder, Corpora.CustomerReviews, known, Negative, Positive);
        AddBinary(broad, folder, Corpora.Reddit, known, WeakNegative, WeakPositive);
        AddBinary(broad, folder, Corpora.Tweets, known, Negative, Positive);
        AddBinary(broad, folder, Corpora.Yelp, known, WeakNegative, WeakPositive, takeEvery: 2);
        AddBinary(broad, folder, Corpora.Products, known, Negative, Positive, ClipRule.HeadAndTail);
        AddBinary(broad, folder, Corpora.Imdb, known, Negative, Positive, ClipRule.HeadAndTail);
        return new TrainingSet(broad, phrases);
    }

    /// <summary>Whole reviews that were not trained on, nor any text equal to one of them: the corpora hold some reviews twice.</summary>
    public static IReadOnlyList<Example> ReadHeldOut(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        var trained = CorpusFile.Read(path).Where((_, row) => !IsHeldOut(row)).Select(row => TextKey.Of(row.Text)).ToHashSet();
        return
        [
            .. CorpusFile.Read(path)
                .Where((_, row) => IsHeldOut(row))
                .Where(row => !trained.Contains(TextKey.Of(row.Text)))
                .Select(row => new Example(row.Text, row.Label == "1" ? 1 : 0)),
        ];
    }

    private static bool IsHeldOut(int row) => row % HeldOutEvery == 0;

    private static void AddGraded(List<Example> examples, string folder, HashSet<string> known) => examples.AddRange(
        CorpusFile.Read(Path.Combine(folder, Corpora.Sst5))
            .Where(row => known.Add(TextKey.Of(row.Text)))
            .Select(row => new Example(row.Text, GradeTargets[row.Label[0] - '0'])));

    private static void AddBinary(
        List<Example> examples, string folder, string file, HashSet<string> known, float negative, float positive, ClipRule clip = ClipRule.Head,
        int takeEvery = 1) =>
        examples.AddRange(
            from row in CorpusFile.Read(Path.Combine(folder, file))
                .Where((_, row) => row % takeEvery == 0 && (clip == ClipRule.Head || !IsHeldOut(row)))
            where known.Add(TextKey.Of(row.Text))
            let target = row.Label switch { "0" => negative, "1" => positive, _ => Neutral }
            select new Example(row.Text, target, clip));
}
