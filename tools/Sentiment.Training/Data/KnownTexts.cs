namespace Sentiment.Training.Data;

/// <summary>Lets each text in once: none of the validation set, none that is for another purpose, none that was let in before.</summary>
internal sealed class KnownTexts
{
    private readonly HashSet<string> _keys;
    private readonly TextPurpose[] _purposes;

    /// <param name="folder">With the corpora.</param>
    /// <param name="purposes">Those that are let in.</param>
    public KnownTexts(string folder, params TextPurpose[] purposes)
    {
        _keys = [.. CorpusFile.Read(Path.Combine(folder, Corpora.Validation)).Select(row => TextKey.Of(row.Text))];
        _purposes = purposes;
    }

    /// <param name="text">Of a corpus.</param>
    /// <param name="split">Of that corpus.</param>
    public bool LetIn(string text, CorpusSplit split) => _purposes.Contains(split.PurposeOf(text)) && _keys.Add(TextKey.Of(text));
}
