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

    public bool LetIn(string text)
    {
        var key = TextKey.Of(text);
        return _purposes.Contains(HoldOut.PurposeOf(key)) && _keys.Add(key);
    }
}
