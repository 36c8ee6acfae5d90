using System.Numerics;

namespace Sentiment.Training.Embedding;

/// <summary>
/// Word vectors from the words around each word: skip-gram with negative sampling (Mikolov et al., arXiv:1310.4546). It teaches what words
/// are like which for a hundredth of what the transformer would take to find it out. On one thread, so that the same texts give the same vectors.
/// </summary>
internal sealed class SkipGram
{
    /// <summary>Rare words are drawn as negatives more often than they stand in texts.</summary>
    private const double NegativePower = 0.75;
    private const int NegativeTableLength = 1 << 20;

    private readonly float[] _vectors;
    private readonly float[] _contexts;
    private readonly float[] _change;
    private readonly int[] _negatives;
    private readonly double[] _kept;
    private readonly int _width;
    private readonly SkipGramSettings _settings;
    private readonly Random _random;
    private readonly IReadOnlyList<ushort[]> _texts;

    /// <param name="texts">Token ids, a special one first and last: those two are no words.</param>
    /// <param name="vectors">Tokens × width, to begin with; changed in place.</param>
    /// <param name="width">Of a vector; a multiple of 8.</param>
    /// <param name="settings">How.</param>
    /// <param name="seed">Of every draw.</param>
    public SkipGram(IReadOnlyList<ushort[]> texts, float[] vectors, int width, SkipGramSettings settings, int seed)
    {
        _texts = texts;
        _vectors = vectors;
        _contexts = new float[vectors.Length];
        _change = new float[width];
        _width = width;
        _settings = settings;
        _random = new Random(seed);
        var counts = Count(texts, vectors.Length / width);
        var all = counts.Sum();

        // Words that are everywhere say little of their neighbours: of "the" one in ten or twenty is taken.
        _kept = Array.ConvertAll(counts, count => count == 0 ? 0 : Math.Min(1, Math.Sqrt(settings.Frequent * all / count)));
        _negatives = NegativeTable(counts);
    }

    /// <param name="epoch">Counted from 0; the rate falls over all of them.</param>
    /// <param name="cancellation">Ends it between two texts.</param>
    /// <returns>The mean loss of a pair.</returns>
    public double Learn(int epoch, CancellationToken cancellation)
    {
        var (loss, pairs) = (0.0, 0L);
        var words = new List<int>();
        for (var text = 0; text < _texts.Count && !cancellation.IsCancellationRequested; text++)
        {
            var progress = (epoch + (text / (double)_texts.Count)) / _settings.Epochs;
            var rate = (float)(_settings.LearningRate * Math.Max(1 - progress, 1e-3));
            words.Clear();
            foreach (var id in _texts[text].AsSpan()[1..^1])
            {
                if (_random.NextDouble() < _kept[id])
                {
                    words.Add(id);
                }
            }

            for (var centre = 0; centre < words.Count; centre++)
            {
                // Near words more often than far ones.
                var reach = _random.Next(1, _settings.Window + 1);
                for (var other = Math.Max(0, centre - reach); other <= Math.Min(words.Count - 1, centre + reach); other++)
                {
                    if (other != centre)
                    {
                        loss += Learn(words[centre], words[other], rate);
                        pairs++;
                    }
                }
            }
        }

        return pairs == 0 ? 0 : loss / pairs;
    }

    private double Learn(int word, int neighbour, float rate)
    {
        var vector = Row(_vectors, word);
        Array.Clear(_change);
        var loss = Learn(vector, neighbour, 1, rate);
        for (var i = 0; i < _settings.Negatives; i++)
        {
            var negative = _negatives[_random.Next(NegativeTableLength)];
            if (negative != neighbour)
            {
                loss += Learn(vector, negative, 0, rate);
            }
        }

        AddScaled(vector, _change, 1);
        return loss;
    }

    private double Learn(Span<float> vector, int context, float target, float rate)
    {
        var row = Row(_contexts, context);
        var probability = 1 / (1 + MathF.Exp(-Dot(vector, row)));
        var step = (target - probability) * rate;
        AddScaled(_change, row, step);
        AddScaled(row, vector, step);
        return -Math.Log(Math.Max(target > 0 ? probability : 1 - probability, 1e-7));
    }

    private Span<float> Row(float[] table, int id) => table.AsSpan(id * _width, _width);

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i += Vector<float>.Count)
        {
            sum += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
        }

        return Vector.Sum(sum);
    }

    private static void AddScaled(Span<float> to, ReadOnlySpan<float> what, float factor)
    {
        for (var i = 0; i < to.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(to[i..]) + (new Vector<float>(what[i..]) * factor)).CopyTo(to[i..]);
        }
    }

    private static double[] Count(IReadOnlyList<ushort[]> texts, int tokens)
    {
        var counts = new double[tokens];
        foreach (var text in texts)
        {
            foreach (var id in text.AsSpan()[1..^1])
            {
                counts[id]++;
            }
        }

        return counts;
    }

    private static int[] NegativeTable(double[] counts)
    {
        var powers = Array.ConvertAll(counts, count => Math.Pow(count, NegativePower));
        var (all, reached, id) = (powers.Sum(), 0.0, -1);
        var table = new int[NegativeTableLength];
        for (var place = 0; place < table.Length; place++)
        {
            while (id < 0 || (reached <= place / (double)table.Length && id < powers.Length - 1))
            {
                reached += powers[++id] / all;
            }

            table[place] = id;
        }

        return table;
    }
}

/// <param name="Epochs">Passes over the texts.</param>
/// <param name="Window">Words to either side, at most.</param>
/// <param name="Negatives">Words that are drawn for each that stands there.</param>
/// <param name="Frequent">Share of all words above which a word is left out at times.</param>
/// <param name="LearningRate">At the beginning; it falls to nearly zero.</param>
internal sealed record SkipGramSettings(int Epochs, int Window, int Negatives, double Frequent, double LearningRate);
