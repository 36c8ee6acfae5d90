using System.Globalization;
using Sentiment.Models.Packages;
using Sentiment.Models.Torch;
using Sentiment.Serving.Drift;
using Sentiment.Training.Calibrating;
using Sentiment.Training.Data;
using Sentiment.Training.Evaluation;
using Sentiment.Training.Stages;
using static TorchSharp.torch;

namespace Sentiment.Training.Export;

/// <summary>From trained weights to a whole package: files, both ONNX graphs, measurements, model card, manifest.</summary>
internal sealed class PackageExport(ExportSettings settings, string output, RunLog log)
{
    private const string ValidationName = "sst2-dev";

    public void Run(PackageInputs inputs)
    {
        // 1. Everything that the weights decide.
        PackageWriter.Write(output, inputs.Model, inputs.Vocabulary.Tokens);

        // 2. The graphs; INT8 is calibrated on training texts, never on the validation set.
        OnnxExport.Write(output, inputs.Calibration, settings.Quantization);
        log.Write("Exported both ONNX graphs");

        // 3. What they are worth, and whether padding or neighbours change an answer.
        var measured = ModelMeasuring.Measure(
            output,
            new EvaluationSet(
                ValidationName,
                [.. inputs.Validation.Select(example => example.Ids)],
                [.. inputs.Validation.Select(example => example.Target > 0.5f ? 1 : 0)]),
            settings);
        var accuracy = measured.Accuracy.Concat(HeldBackOf(inputs)).ToArray();
        LogMeasurements(measured, accuracy);

        // 4. The card, then the manifest, which vouches for every other file.
        File.WriteAllText(Path.Combine(output, PackageFiles.ModelCard), ModelCard.Write(settings, inputs, measured, accuracy));
        ManifestExport.Write(output, settings, accuracy, Golden(inputs), Baseline(inputs));
    }

    private ModelBaseline? Baseline(PackageInputs inputs)
    {
        var baseline = BaselineExport.Measure(
            output, settings, inputs.Vocabulary.Tokenizer, [.. inputs.HeldBack.Select(set => (set.Name, Texts(set.Examples)))]);
        log.Write(baseline is null
            ? $"No baseline: fewer than {BaselineBuilder.LeastTexts} texts are held back"
            : $"Baseline of {baseline.Texts} texts that were held back");
        return baseline;

        static IReadOnlyList<string> Texts(IReadOnlyList<Example> examples) => [.. examples.Select(example => example.Text)];
    }

    private IEnumerable<AccuracyEntry> HeldBackOf(PackageInputs inputs) =>
        from set in inputs.HeldBack
        let margins = WindowedTexts.Margins(inputs.Model, inputs.Vocabulary.Tokenizer, set.Examples, settings.MaximumTokens)
        let right = margins.Zip(set.Examples).Count(pair => pair.First > 0 == pair.Second.Target > 0.5f)
        select new AccuracyEntry($"{set.Name}-held-back", ModelVariants.TorchFp32, set.Examples.Count, right / (double)set.Examples.Count);

    private GoldenSample[] Golden(PackageInputs inputs)
    {
        using var rounded = DistilBertLoading.Load(OnnxExport.ReadWeights(output), ScalarType.BFloat16);
        return
        [
            .. GoldenTexts.All.Select(text =>
            {
                var ids = inputs.Vocabulary.Tokenizer.Encode(text, settings.MaximumTokens).Ids;
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
/// <param name="Vocabulary">Tokens and tokenizer.</param>
/// <param name="Sets">What it was fine-tuned on: names and numbers of examples.</param>
/// <param name="Calibration">Token ids of the texts that ranges are measured over.</param>
/// <param name="Validation">Never trained on.</param>
/// <param name="HeldBack">Of each labelled corpus, not trained on either.</param>
/// <param name="Logs">Of the stages, in their order.</param>
internal sealed record PackageInputs(
    DistilBertClassifier Model,
    TrainedVocabulary Vocabulary,
    IReadOnlyList<(string Name, int Examples)> Sets,
    IReadOnlyList<int[]> Calibration,
    IReadOnlyList<EncodedExample> Validation,
    IReadOnlyList<(string Name, IReadOnlyList<Example> Examples)> HeldBack,
    IReadOnlyList<StageLog> Logs);

/// <param name="Stage">Its name.</param>
/// <param name="Lines">What the card cites.</param>
/// <param name="CoreHours">Threads × time, of all runs of its plan.</param>
internal sealed record StageLog(string Stage, IReadOnlyList<string> Lines, double CoreHours);
