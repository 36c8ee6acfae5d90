using System.Text;

namespace Sentiment.Serving.Tokenization;

/// <summary>A <c>vocab.txt</c>: one token a line, the line's number being the token's id.</summary>
internal static class WordPieceVocabulary
{
    public const string UnknownToken = "[UNK]";

    private static readonly string[] Required = ["[PAD]", UnknownToken, "[CLS]", "[SEP]"];

    /// <returns>The id of each token.</returns>
    /// <exception cref="InvalidDataException">A special token is missing, or a token stands twice.</exception>
    public static Dictionary<string, int> Read(byte[] file)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        using var reader = new StreamReader(new MemoryStream(file, writable: false), Encoding.UTF8);
        while (reader.ReadLine() is { } token)
        {
            if (!ids.TryAdd(token, ids.Count))
            {
                throw new InvalidDataException($"The vocabulary names a token twice: line {ids.Count + 1}.");
            }
        }

        return Required.FirstOrDefault(token => !ids.ContainsKey(token)) is { } missing
            ? throw new InvalidDataException($"The vocabulary lacks {missing}.")
            : ids;
    }
}
