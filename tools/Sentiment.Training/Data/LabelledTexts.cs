namespace Sentiment.Training.Data;

/// <summary>The texts of a labelled corpus that are for one purpose, as blame or praise.</summary>
internal static class LabelledTexts
{
    /// <summary>Name of a corpus in figures: its file up to the first dot.</summary>
    public static string NameOf(string file) => file.Split('.')[0];

    /// <param name="folder">With the corpora.</param>
    /// <param name="file">The corpus.</param>
    /// <param name="purpose">Of the texts.</param>
    /// <returns>Each text once. Without neutral ones, and without those of SST's middle grade.</returns>
    public static IReadOnlyList<Example> Read(string folder, string file, TextPurpose purpose)
    {
        // SST's five grades, of which 0 and 1 are blame; elsewhere 0 is blame, 1 praise and 2 neither.
        var graded = file == Corpora.Sst5;
        var path = Path.Combine(folder, file);
        var split = CorpusFile.Split(path);
        var known = new KnownTexts(folder, purpose);
        return
        [
            .. CorpusFile.Read(path)
                .Where(row => row.Label is not ("2" or "-") && known.LetIn(row.Text, split))
                .Select(row => new Example(row.Text, row.Label is "3" or "4" || (row.Label == "1" && !graded) ? 1 : 0)),
        ];
    }
}
