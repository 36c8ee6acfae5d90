using Microsoft.ML.Tokenizers;

namespace Sentiment.Serving.Tokenization;

/// <summary>
/// A word to its pieces. Common words are tokens as they stand, which a look-up finds; the library, which is given the others, would make
/// a string of each on its way. Safe for use from many threads.
/// </summary>
internal sealed class WordPieces(Dictionary<string, int> vocabulary, BertTokenizer library)
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _whole = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();

    public int VocabularySize => vocabulary.Count;

    /// <param name="word">Normalised; without white space.</param>
    /// <param name="ids">Takes the ids of its pieces: its own where the vocabulary has it, else those of the longest that it starts with, and so on.</param>
    public void Append(ReadOnlySpan<char> word, List<int> ids)
    {
        if (_whole.TryGetValue(word, out var id))
        {
            ids.Add(id);
        }
        else
        {
            ids.AddRange(library.EncodeToIds(word, addSpecialTokens: false, considerPreTokenization: false, considerNormalization: false));
        }
    }
}
