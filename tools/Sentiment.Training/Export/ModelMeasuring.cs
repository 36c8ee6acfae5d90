using Sentiment.Models.Packages;

namespace Sentiment.Training.Export;

/// <summary>Measures the two ONNX files on a set: accuracy, INT8 against FP32, and whether an answer depends on its neighbours or padding.</summary>
internal static class ModelMeasuring
{
    /// <summary>Texts of a random batch.</summary>
    public const int BatchSize = 16;

    /// <param name="directory">The package's folder, with both ONNX files in it.</param>
    /// <param name="set">What to measure on.</param>
    /// <param name="settings">Temperature, maximum length and the seed of the random batches.</param>
    public static Measurements Measure(string directory, EvaluationSet set, ExportSettings settings)
    {
        float[][] single;
        using (var runner = new OnnxRunner(File.ReadAllBytes(Path.Combine(directory, PackageFiles.OnnxFp32))))
        {
            single = Alone(runner, set.Texts);
        }

        using var integer = new OnnxRunner(File.ReadAllBytes(Path.Combine(directory, PackageFiles.OnnxInt8)));
        var alone = Alone(integer, set.Texts);
        var padded = set.Texts.Select(text => integer.Logits([text], settings.MaximumTokens)[0]).ToArray();
        var batched = Batched(integer, set.Texts, settings.Seed);
        return new Measurements(
            set.Name,
            [
                new AccuracyEntry(set.Name, ModelVariants.OnnxFp32, set.Texts.Count, Logits.Accuracy(single, set.Labels)),
                new AccuracyEntry(set.Name, ModelVariants.OnnxInt8, set.Texts.Count, Logits.Accuracy(alone, set.Labels)),
            ],
            Parity.Of(alone, single, settings.Temperature),
            Parity.Of(padded, alone, settings.Temperature),
            Parity.Of(batched, alone, settings.Temperature));
    }

    private static float[][] Alone(OnnxRunner runner, IEnumerable<int[]> texts) => [.. texts.Select(text => runner.Logits([text])[0])];

    private static float[][] Batched(OnnxRunner runner, IReadOnlyList<int[]> texts, int seed)
    {
        var order = Enumerable.Range(0, texts.Count).ToArray();
        new Random(seed).Shuffle(order);
        var result = new float[texts.Count][];
        foreach (var batch in order.Chunk(BatchSize))
        {
            var logits = runner.Logits([.. batch.Select(index => texts[index])]);
            for (var i = 0; i < batch.Length; i++)
            {
                result[batch[i]] = logits[i];
            }
        }

        return result;
    }
}
