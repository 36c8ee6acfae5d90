using Sentiment.Models.Packages;
using Sentiment.Models.Safetensors;

namespace Sentiment.Models.DistilBert;

/// <summary>The weights of a DistilBERT classifier in single precision, complete and of the right shapes.</summary>
public sealed class DistilBertWeights
{
    private readonly Dictionary<string, float[]> _values;

    private DistilBertWeights(DistilBertConfig config, Dictionary<string, float[]> values)
    {
        Config = config;
        _values = values;
    }

    public DistilBertConfig Config { get; }

    /// <param name="name">One of <see cref="DistilBertTensors"/>.</param>
    /// <returns>Row by row; not to be changed.</returns>
    public float[] this[string name] => _values[name];

    /// <exception cref="SafetensorsFormatException">A tensor is missing or of another shape than the configuration asks for.</exception>
    public static DistilBertWeights Read(SafetensorsFile file, DistilBertConfig config)
    {
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, shape) in DistilBertTensors.Expected(config))
        {
            var actual = file.Entry(name).Shape;
            if (!actual.SequenceEqual(shape))
            {
                throw new SafetensorsFormatException(
                    $"Tensor '{name}' has the shape [{string.Join(", ", actual)}], config.json asks for [{string.Join(", ", shape)}].");
            }

            values[name] = file.ReadSingles(name);
        }

        return new DistilBertWeights(config, values);
    }

    /// <summary>A linear module's weight as [inputs, outputs], the order that a matrix product takes it in.</summary>
    public float[] Transposed(string module, int outputs, int inputs)
    {
        var source = this[DistilBertTensors.Weight(module)];
        var result = new float[source.Length];
        for (var output = 0; output < outputs; output++)
        {
            for (var input = 0; input < inputs; input++)
            {
                result[(input * outputs) + output] = source[(output * inputs) + input];
            }
        }

        return result;
    }
}
