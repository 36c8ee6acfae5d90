using System.Globalization;
using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;
using Sentiment.Training.Evaluate;
using Sentiment.Training.Training;
using static TorchSharp.torch;

namespace Sentiment.Training.Export;

/// <summary>From trained weights to a whole package: files, both ONNX graphs, measurements, model card, manifest.</summary>
internal sealed class PackageExport(ExportSettings settings, TrainingArguments arguments, RunLog log)
{
    private const int CalibrationTexts = 512;
    private const string ValidationName = "sst2-dev";

    public void Run(PackageInputs inputs)
    {
        // 1. Everything that the weights decide.
        PackageWriter.Write(arguments.Output, inputs.Model, inputs.Vocabulary);

        // 2. The graphs; INT8 is calibrated on training texts, never on the validation set.
        OnnxExport.Write(arguments.Output, Calibration(inputs), settings.Quantization);
        log.Write("Exported both ONNX graphs");

        // 3. What they are worth, and whether padding or neighbours change an answer.
        var measured = ModelMeasuring.Measure(
            arguments.Output,
            new EvaluationSet(
                ValidationName,
                [.. inputs.Validation.Select(example => example.Ids)],
                [.. inputs.Validation.Select(example => example.Target > 0.5f ? 1 : 0)]),
            settings);
        var accuracy = measured.Accuracy.Concat(HeldOut(inputs)).ToArray();
        LogMeasurements(measured, accuracy);

        // 4. The card, then the manifest, which vouches for every other file.
        File.WriteAllText(Path.Combine(arguments.Output, PackageFiles.ModelCard), ModelCard.Write(settings, inputs, measured, accuracy, log));
        ManifestExport.Write(arguments.Output, settings, accuracy, Golden(inputs));
    }

    private int[][] Calibration(PackageInputs inputs)
    {
        var random = new Random(arguments.Seed);
        return [.. Enumerable.Range(0, CalibrationTexts).Select(i =>
        {
            var source = i % 2 == 0 ? inputs.Broad : inputs.Phrases;
            return source[random.Next(source.Count)].Ids;
        })];
    }

    /// <summary>Whole reviews that were not trained on: the validation set has only short sentences.</summary>
    private IEnumerable<AccuracyEntry> HeldOut(PackageInputs inputs)
    {
        foreach (var (name, file) in new[] { ("imdb-held-out", Corpora.Imdb), ("products-held-out", Corpora.Products) })
        {
            var examples = EncodedExample.Encode(TrainingSet.ReadHeldOut(arguments.Data, file), inputs.Tokenizer, settings.MaximumTokens);
            var scores = TorchEvaluator.Positive(inputs.Model, examples);
            yield return new AccuracyEntry(name, ModelVariants.TorchFp32, examples.Count, Metrics.Accuracy(scores, examples));
        }
    }

    private GoldenSample[] Golden(PackageInputs inputs)
    {
        using var rounded = DistilBertLoading.Load(OnnxExport.ReadWeights(arguments.Output), ScalarType.BFloat16);
        return
        [
            .. GoldenTexts.All.Select(text =>
            {
                var ids = inputs.Tokenizer.Encode(text).Ids;
                return new GoldenSample(text, ids, TorchEvaluator.Logits(inputs.Model, ids), TorchEvaluator.Logits(rounded, ids));
            }),
        ];
    }

    private void LogMeasurements(Measurements measured, IEnumerable<AccuracyEntry> accuracy)
    {
        foreach (var entry in accuracy)
        {
            log.Write(string.Create(CultureInfo.InvariantCulture, $"{entry.Dataset} {entry.Variant}: accuracy {entry.Accuracy:P2} of {entry.Examples}"));
        }

        foreach (var (name, parity) in new[] { ("INT8 to FP32", measured.Int8ToFp32), ("INT8 padded", measured.Padded), ("INT8 in batches", measured.Batched) })
        {
            log.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: mean score difference {parity.MeanScoreDifference:F6}, largest {parity.LargestScoreDifference:F6}, flips {parity.Flips:P2}"));
        }
    }
}

/// <param name="Model">Trained, with the averaged weights.</param>
/// <param name="Vocabulary">Tokens by id.</param>
/// <param name="Tokenizer">Over that vocabulary.</param>
/// <param name="Plan">What was run.</param>
/// <param name="Broad">Examples of the first stage.</param>
/// <param name="Phrases">Examples of the second.</param>
/// <param name="Validation">Never trained on.</param>
internal sealed record PackageInputs(
    DistilBertClassifier Model,
    IReadOnlyList<string> Vocabulary,
    WordPieceTokenizer Tokenizer,
    TrainingPlan Plan,
    IReadOnlyList<EncodedExample> Broad,
    IReadOnlyList<EncodedExample> Phrases,
    IReadOnlyList<EncodedExample> Validation);
