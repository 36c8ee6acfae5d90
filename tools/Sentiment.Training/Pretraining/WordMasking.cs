namespace Sentiment.Training.Pretraining;

/// <summary>
/// Chooses what is to be guessed: whole words, not pieces, which would often be guessed from the rest of their word. Of the chosen tokens
/// eight in ten become [MASK], one a random token and one stays: at work there is no [MASK] (Devlin et al., arXiv:1810.04805).
/// </summary>
/// <param name="vocabulary">Tokens by id.</param>
/// <param name="share">Of the words, 0 to 1.</param>
internal sealed class WordMasking(IReadOnlyList<string> vocabulary, double share)
{
    private const string ContinuationPrefix = "##";
    private const string MaskToken = "[MASK]";
    private const double Masked = 0.8;
    private const double Replaced = 0.1;

    private readonly bool[] _continues = [.. vocabulary.Select(token => token.StartsWith(ContinuationPrefix, StringComparison.Ordinal))];
    private readonly int _mask = IndexOf(vocabulary, MaskToken);

    /// <summary>Tokens that a random one is drawn from: those behind the special ones.</summary>
    private readonly int _firstWord = vocabulary.Select((token, id) => (token, id)).Last(pair => pair.token is ['[', _, .., ']']).id + 1;

    /// <param name="ids">Of one text, with the special tokens around it. Chosen ones are replaced in place.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="guessed">Gets the place and the true id of each chosen token; at least one.</param>
    public void Apply(Span<long> ids, Random random, ICollection<(int Place, long Id)> guessed)
    {
        var before = guessed.Count;
        for (var start = 1; start < ids.Length - 1;)
        {
            // Found before anything of the word is replaced.
            var end = EndOfWord(ids, start);
            if (random.NextDouble() < share)
            {
                Replace(ids, start, end, random, guessed);
            }

            start = end;
        }

        if (guessed.Count == before)
        {
            // A short text would teach nothing this time.
            var place = random.Next(1, ids.Length - 1);
            while (place > 1 && _continues[(int)ids[place]])
            {
                place--;
            }

            Replace(ids, place, EndOfWord(ids, place), random, guessed);
        }
    }

    private void Replace(Span<long> ids, int start, int end, Random random, ICollection<(int Place, long Id)> guessed)
    {
        for (var place = start; place < end; place++)
        {
            guessed.Add((place, ids[place]));
            var kind = random.NextDouble();
            ids[place] = kind < Masked ? _mask : kind < Masked + Replaced ? random.Next(_firstWord, vocabulary.Count) : ids[place];
        }
    }

    private int EndOfWord(ReadOnlySpan<long> ids, int start)
    {
        var end = start + 1;
        while (end < ids.Length - 1 && _continues[(int)ids[end]])
        {
            end++;
        }

        return end;
    }

    private static int IndexOf(IReadOnlyList<string> vocabulary, string token) =>
        vocabulary.Select((each, id) => (each, id)).First(pair => pair.each == token).id;
}
