using Sentiment.Models.DistilBert;
using Names = Sentiment.Models.DistilBert.DistilBertTensors;

namespace Sentiment.Models.Tests.DistilBert;

/// <summary>DistilBERT written down as the paper and Hugging Face's module say it, one text, double precision, no trick.</summary>
/// <param name="weights">The model.</param>
/// <param name="rounding">What a product does to its activation and its weight before; nothing by default.</param>
internal sealed class ReferenceModel(DistilBertWeights weights, ReferenceRounding? rounding = null)
{
    private const double Epsilon = 1e-12;

    public double[] Logits(int[] ids)
    {
        var config = weights.Config;
        var hidden = ids.Select((id, position) => Add(
            Row(Names.WordEmbeddings, id, config.Dim),
            Row(Names.PositionEmbeddings, position, config.Dim))).ToArray();
        hidden = Normalize(Names.EmbeddingNorm, hidden);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            hidden = Block(hidden, layer);
        }

        var pooled = Product(Names.PreClassifier, hidden[0]).Select(value => Math.Max(0, value)).ToArray();
        return Product(Names.Classifier, pooled);
    }

    private double[][] Block(double[][] input, int layer)
    {
        var attended = Attention(input, layer).Select(row => Linear(Names.AttentionOutput(layer), $"layer{layer}.attention.context", row));
        var middle = Normalize(Names.AttentionNorm(layer), attended.Zip(input, Add));
        var wide = middle.Select(row => Linear(Names.FeedForwardIn(layer), $"layer{layer}.middle", row).Select(Gelu).ToArray());
        var narrow = wide.Select(row => Linear(Names.FeedForwardOut(layer), $"layer{layer}.ffn.gelu", row));
        return Normalize(Names.OutputNorm(layer), narrow.Zip(middle, Add));
    }

    private IEnumerable<double[]> Attention(double[][] input, int layer)
    {
        var activation = layer == 0 ? "embeddings.output" : $"layer{layer - 1}.output";
        var queried = layer == weights.Config.Layers - 1 ? $"layer{layer}.first" : activation;
        var query = input.Select(row => Linear(Names.Query(layer), queried, row)).ToArray();
        var key = input.Select(row => Linear(Names.Key(layer), activation, row)).ToArray();
        var value = input.Select(row => Linear(Names.Value(layer), activation, row)).ToArray();
        var size = weights.Config.HeadDim;
        return query.Select(q => Enumerable.Range(0, weights.Config.Heads).SelectMany(head =>
        {
            var at = head * size;
            var shares = Softmax([.. key.Select(k => Dot(q[at..(at + size)], k[at..(at + size)]) / Math.Sqrt(size))]);
            return Enumerable.Range(at, size).Select(column => shares.Zip(value, (share, v) => share * v[column]).Sum());
        }).ToArray());
    }

    private double[][] Normalize(string module, IEnumerable<double[]> rows) => [.. rows.Select(row =>
    {
        var mean = row.Average();
        var deviation = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + Epsilon);
        var (gamma, beta) = (weights[Names.Weight(module)], weights[Names.Bias(module)]);
        return row.Select((value, i) => ((value - mean) / deviation * gamma[i]) + beta[i]).ToArray();
    })];

    private double[] Linear(string module, string activation, double[] input) => rounding is null
        ? Product(module, input)
        : rounding.Product(weights, module, activation, input);

    private double[] Product(string module, double[] input)
    {
        var bias = weights[Names.Bias(module)];
        return [.. bias.Select((b, output) => b + Dot(Row(Names.Weight(module), output, input.Length), input))];
    }

    private double[] Row(string tensor, int row, int width) =>
        [.. weights[tensor].AsSpan(row * width, width).ToArray().Select(value => (double)value)];

    private static double[] Add(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[] Softmax(double[] values)
    {
        var powers = values.Select(value => Math.Exp(value - values.Max())).ToArray();
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static double Gelu(double value) => value * 0.5 * (1 + Erf(value / Math.Sqrt(2)));

    // Series for small arguments, continued fraction for large ones: both to double precision (Abramowitz and Stegun 7.1.5, 7.1.14).
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 3)
        {
            var fraction = 0.0;
            for (var n = 60; n > 0; n--)
            {
                fraction = n / 2.0 / (Math.Abs(x) + fraction);
            }

            return Math.Sign(x) * (1 - (Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (Math.Abs(x) + fraction)));
        }

        var (term, sum) = (x, x);
        for (var n = 1; n < 100; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
