namespace Sentiment.Training.Embedding;

/// <summary>The vectors of tokens before anything is learnt: pre-trained ones for the tokens that are words, noise for the rest.</summary>
internal static class StartVectors
{
    /// <param name="vocabulary">Tokens by id.</param>
    /// <param name="vectors">Pre-trained vectors by word, of any one width.</param>
    /// <param name="width">Of the table.</param>
    /// <param name="spread">Standard deviation of a component.</param>
    /// <param name="seed">Of the noise, and of the map from one width to the other.</param>
    /// <returns>Tokens × width.</returns>
    public static float[] Create(
        IReadOnlyList<string> vocabulary, IReadOnlyDictionary<string, float[]> vectors, int width, double spread, int seed)
    {
        var random = new Random(seed);
        var table = new float[vocabulary.Count * width];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)(Normal(random) * spread);
        }

        if (vectors.Count == 0)
        {
            return table;
        }

        var (mean, deviation) = Moments(vectors.Values);
        var projection = Projection(mean.Length, width, random);
        for (var id = 0; id < vocabulary.Count; id++)
        {
            if (vectors.TryGetValue(vocabulary[id], out var vector))
            {
                var row = table.AsSpan(id * width, width);
                row.Clear();
                for (var d = 0; d < vector.Length; d++)
                {
                    var value = (float)((vector[d] - mean[d]) / deviation * spread);
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] += value * projection[d][i];
                    }
                }
            }
        }

        return table;
    }

    private static (float[] Mean, double Deviation) Moments(IEnumerable<float[]> vectors)
    {
        var all = vectors.ToArray();
        var mean = Enumerable.Range(0, all[0].Length).Select(d => all.Average(vector => vector[d])).ToArray();
        var variance = all.Average(vector => vector.Select((value, d) => (double)(value - mean[d]) * (value - mean[d])).Average());
        return (mean, Math.Sqrt(variance));
    }

    /// <summary>A random map to the other width that keeps angles nearly and the spread of a component exactly on average.</summary>
    private static float[][] Projection(int from, int to, Random random)
    {
        var scale = Math.Sqrt(1.0 / from);
        return [.. Enumerable.Range(0, from).Select(_ => Enumerable.Range(0, to).Select(_ => (float)(Normal(random) * scale)).ToArray())];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
