using Microsoft.ML.OnnxRuntime;
using Sentiment.Models.DistilBert;

namespace Sentiment.Models.Tests.DistilBert;

/// <summary>Runs a graph as a pool does: texts padded on the right to one length.</summary>
internal sealed class GraphRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    public GraphRunner(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 2 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model, options);
    }

    public float[][] Run(int[][] texts, int padTo = 0)
    {
        var length = Math.Max(padTo, texts.Max(text => text.Length));
        var (ids, mask) = (new long[texts.Length * length], new long[texts.Length * length]);
        for (var row = 0; row < texts.Length; row++)
        {
            for (var column = 0; column < texts[row].Length; column++)
            {
                ids[(row * length) + column] = texts[row][column];
                mask[(row * length) + column] = 1;
            }
        }

        return Outputs(ids, mask, texts.Length, length)[DistilBertGraph.Logits].Chunk(2).ToArray();
    }

    public Dictionary<string, float[]> Outputs(long[] ids, long[] mask, int rows, int length)
    {
        long[] shape = [rows, length];
        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        var inputs = new Dictionary<string, OrtValue> { [DistilBertGraph.InputIds] = idsValue, [DistilBertGraph.AttentionMask] = maskValue };
        using var results = _session.Run(_options, inputs, _session.OutputNames);
        return _session.OutputNames
            .Zip(results, (name, value) => (name, Values: value.GetTensorDataAsSpan<float>().ToArray()))
            .ToDictionary(pair => pair.name, pair => pair.Values);
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
