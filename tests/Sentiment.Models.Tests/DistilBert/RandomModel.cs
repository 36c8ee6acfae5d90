using System.Globalization;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;

namespace Sentiment.Models.Tests.DistilBert;

/// <summary>Models with random weights, the same for a seed: shapes are real, answers mean nothing.</summary>
internal static class RandomModel
{
    public static DistilBertConfig Small { get; } = Config(dim: 32, layers: 2, heads: 4, hidden: 64, vocabulary: 100, positions: 48);

    /// <summary>The shape of the shipped model.</summary>
    public static DistilBertConfig Base { get; } = Config(dim: 256, layers: 4, heads: 4, hidden: 1024, vocabulary: 8000, positions: 512);

    public static DistilBertConfig Config(int dim, int layers, int heads, int hidden, int vocabulary, int positions) => new()
    {
        Dim = dim,
        Layers = layers,
        Heads = heads,
        HiddenDim = hidden,
        VocabularySize = vocabulary,
        MaximumPositions = positions,
        LabelById = new Dictionary<string, string> { ["0"] = "NEGATIVE", ["1"] = "POSITIVE" },
        IdByLabel = new Dictionary<string, int> { ["NEGATIVE"] = 0, ["POSITIVE"] = 1 },
    };

    public static byte[] Safetensors(DistilBertConfig config, int seed)
    {
        var random = new Random(seed);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, DistilBertTensors.Expected(config).Select(tensor => Tensor(tensor.Name, tensor.Shape, random)));
        return stream.ToArray();
    }

    public static DistilBertWeights Weights(DistilBertConfig config, int seed)
    {
        using var file = SafetensorsFile.Read(Safetensors(config, seed));
        return DistilBertWeights.Read(file, config);
    }

    /// <summary>Token ids of the given lengths, all different from the padding's 0.</summary>
    public static int[][] Texts(DistilBertConfig config, int seed, params int[] lengths)
    {
        var random = new Random(seed);
        return [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(1, config.VocabularySize)).ToArray())];
    }

    // Matrices scale with their width, so that activations neither vanish nor explode; norms and biases are off their neutral values.
    private static SafetensorsTensor Tensor(string name, long[] shape, Random random)
    {
        var center = name.EndsWith("norm.weight", StringComparison.OrdinalIgnoreCase) ? 1.0 : 0.0;
        var deviation = shape.Length == 2 && !name.Contains("embeddings", StringComparison.Ordinal) ? 1.5 / Math.Sqrt(shape[1]) : 0.2;
        var values = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(center + (deviation * Normal(random)));
        }

        return SafetensorsTensor.Half(name, shape, values);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static string Describe(float[] values) => string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
