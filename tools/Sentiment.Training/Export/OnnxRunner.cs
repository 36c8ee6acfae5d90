using Microsoft.ML.OnnxRuntime;

namespace Sentiment.Training.Export;

/// <summary>Runs an exported graph over token ids, as a pool would: padded on the right with 0 to one length a batch.</summary>
internal sealed class OnnxRunner : IDisposable
{
    private const int Threads = 2;

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    public OnnxRunner(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = Threads };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model, options);
    }

    /// <returns>Logits of each text.</returns>
    /// <param name="texts">Token ids, with the special tokens.</param>
    /// <param name="padTo">The least length to pad to.</param>
    public float[][] Logits(IReadOnlyList<int[]> texts, int padTo = 0)
    {
        var values = Run(texts, padTo, ["logits"])[0];
        return [.. values.Chunk(values.Length / texts.Count)];
    }

    /// <returns>The named outputs for one text, without padding.</returns>
    public float[][] Outputs(int[] text, IReadOnlyList<string> names) => Run([text], 0, names);

    private float[][] Run(IReadOnlyList<int[]> texts, int padTo, IReadOnlyList<string> names)
    {
        var length = Math.Max(padTo, texts.Max(text => text.Length));
        var (ids, mask) = (new long[texts.Count * length], new long[texts.Count * length]);
        for (var row = 0; row < texts.Count; row++)
        {
            for (var column = 0; column < texts[row].Length; column++)
            {
                ids[(row * length) + column] = texts[row][column];
                mask[(row * length) + column] = 1;
            }
        }

        long[] shape = [texts.Count, length];
        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var results = _session.Run(
            _options,
            new Dictionary<string, OrtValue>(StringComparer.Ordinal) { ["input_ids"] = idsValue, ["attention_mask"] = maskValue },
            [.. names]);
        return [.. results.Select(value => value.GetTensorDataAsSpan<float>().ToArray())];
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
