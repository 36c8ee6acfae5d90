using System.Text;

namespace Sentiment.Training.Vocabulary;

/// <summary>
/// Learns a WordPiece vocabulary by merging, again and again, the pair of neighbouring pieces that occurs most often, as Hugging Face's
/// trainer does. Ties go to the pair that is first in ordinal order, so the result depends on the counts alone.
/// </summary>
internal sealed class WordPieceTrainer
{
    public const string Continuation = "##";
    private const int LongestPiece = 20;

    private readonly List<string> _pieces = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<(int[] Pieces, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _pairs = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _where = [];
    private readonly PriorityQueue<(int Left, int Right), Rank> _queue = new(MostFrequentFirst.Instance);

    public static IReadOnlyList<string> SpecialTokens { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>A vocabulary of <paramref name="size"/> tokens or fewer, where the words are too few for more.</summary>
    public static IReadOnlyList<string> Learn(IReadOnlyDictionary<string, long> words, int size)
    {
        var trainer = new WordPieceTrainer();
        foreach (var token in SpecialTokens)
        {
            trainer.Id(token);
        }

        var alphabet = Alphabet.Characters(words);
        foreach (var rune in alphabet)
        {
            trainer.Id(rune.ToString());
        }

        foreach (var rune in alphabet.Where(CanContinue))
        {
            trainer.Id(Continuation + rune);
        }

        trainer.AddWords(words);
        trainer.Merge(size);
        return trainer._pieces;
    }

    /// <summary>Punctuation and ideographs always stand alone.</summary>
    private static bool CanContinue(Rune rune) => Rune.IsLetterOrDigit(rune) ? rune.Value < 0x3000 : !rune.IsAscii && !Rune.IsPunctuation(rune);

    private void AddWords(IReadOnlyDictionary<string, long> words)
    {
        foreach (var (word, count) in words.Where(pair => pair.Value > 1).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Split(word) is { } pieces)
            {
                _words.Add((pieces, count));
                CountPairs(_words.Count - 1, pieces, count);
            }
        }

        foreach (var pair in _pairs.Keys)
        {
            Enqueue(pair);
        }
    }

    /// <summary>The word's characters as pieces; null where one of them is not in the alphabet.</summary>
    private int[]? Split(string word)
    {
        var pieces = new List<int>(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            if (!_ids.TryGetValue(pieces.Count == 0 ? rune.ToString() : Continuation + rune, out var id))
            {
                return null;
            }

            pieces.Add(id);
        }

        return pieces.Count is > 1 and <= LongestPiece ? [.. pieces] : null;
    }

    private void Merge(int size)
    {
        while (_pieces.Count < size && _queue.TryDequeue(out var pair, out var rank))
        {
            var count = _pairs.GetValueOrDefault(pair);
            if (count != rank.Count)
            {
                // The count fell since the pair was queued: it waits again with the true one.
                Enqueue(pair);
                continue;
            }

            MergePair(pair, Id(_pieces[pair.Left] + _pieces[pair.Right][Continuation.Length..]));
        }
    }

    private void MergePair((int Left, int Right) pair, int merged)
    {
        var changed = new HashSet<(int, int)>();
        foreach (var index in _where[pair].ToArray())
        {
            var (pieces, count) = _words[index];
            CountPairs(index, pieces, -count);
            var joined = Join(pieces, pair, merged);
            _words[index] = (joined, count);
            CountPairs(index, joined, count);
            for (var i = 1; i < joined.Length; i++)
            {
                changed.Add((joined[i - 1], joined[i]));
            }
        }

        _pairs.Remove(pair);
        foreach (var neighbour in changed)
        {
            Enqueue(neighbour);
        }
    }

    private static int[] Join(int[] pieces, (int Left, int Right) pair, int merged)
    {
        var joined = new List<int>(pieces.Length);
        for (var i = 0; i < pieces.Length; i++)
        {
            var found = i + 1 < pieces.Length && pieces[i] == pair.Left && pieces[i + 1] == pair.Right;
            joined.Add(found ? merged : pieces[i]);
            i += found ? 1 : 0;
        }

        return [.. joined];
    }

    private void CountPairs(int word, int[] pieces, long count)
    {
        for (var i = 1; i < pieces.Length; i++)
        {
            var pair = (pieces[i - 1], pieces[i]);
            _pairs[pair] = _pairs.GetValueOrDefault(pair) + count;
            if (!_where.TryGetValue(pair, out var words))
            {
                _where[pair] = words = [];
            }

            if (count > 0)
            {
                words.Add(word);
            }
            else
            {
                words.Remove(word);
            }
        }
    }

    private void Enqueue((int Left, int Right) pair)
    {
        if (_pairs.TryGetValue(pair, out var count) && count > 0)
        {
            _queue.Enqueue(pair, new Rank(count, _pieces[pair.Left], _pieces[pair.Right]));
        }
    }

    private int Id(string piece)
    {
        if (!_ids.TryGetValue(piece, out var id))
        {
            _ids[piece] = id = _pieces.Count;
            _pieces.Add(piece);
        }

        return id;
    }

    private readonly record struct Rank(long Count, string Left, string Right);

    private sealed class MostFrequentFirst : IComparer<Rank>
    {
        public static MostFrequentFirst Instance { get; } = new();

        public int Compare(Rank x, Rank y)
        {
            var byCount = y.Count.CompareTo(x.Count);
            var byLeft = byCount != 0 ? byCount : string.CompareOrdinal(x.Left, y.Left);
            return byLeft != 0 ? byLeft : string.CompareOrdinal(x.Right, y.Right);
        }
    }
}
