using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Startup;

/// <summary>From a path to a model that is known to answer right: verify, load, warm up, compare.</summary>
internal sealed class ModelLoader(
    IModelBackend backend, IOptions<ModelOptions> options, IOptions<ScoringOptions> scoring, TimeProvider time, ILogger<ModelLoader> logger)
{
    private readonly ModelOptions _options = options.Value;

    /// <summary>Null when the model cannot be served; the log then says why and what to do.</summary>
    public ServedModel? Load()
    {
        var started = time.GetTimestamp();
        if (LoadPackage() is not { } model)
        {
            return null;
        }

        var details = model.Details;
        StartupLog.Ready(
            logger, details.Name, details.Version, model.Backend, details.Precision, details.Hardware, model.Digest,
            details.Parity.LargestDifference, (long)time.GetElapsedTime(started).TotalMilliseconds);
        return model;
    }

    private ServedModel? LoadPackage()
    {
        var loaded = ModelPackage.Load(_options.Path);
        if (!loaded.Succeeded)
        {
            return Refuse(loaded.Problem);
        }

        var package = loaded.Value;
        var tokenizer = LoadTokenizer(package);
        return tokenizer is null ? null : LoadPrecision(package, tokenizer, _options.Precision);
    }

    private WordPieceTokenizer? LoadTokenizer(ModelPackage package)
    {
        var vocabulary = package.Read(PackageFiles.Vocabulary);
        var settings = package.Read(PackageFiles.TokenizerConfig);
        if (!vocabulary.Succeeded || !settings.Succeeded)
        {
            Refuse((vocabulary.Problem ?? settings.Problem)!);
            return null;
        }

        try
        {
            var tokenizer = WordPieceTokenizer.Create(vocabulary.Value, TokenizerSettings.Read(settings.Value));
            if (tokenizer.VocabularySize > package.Config.VocabularySize)
            {
                StartupLog.VocabularyTooLarge(logger, package.Directory, tokenizer.VocabularySize, package.Config.VocabularySize);
                return null;
            }

            if (GoldenCheck.FindTokenMismatch(package.Manifest, tokenizer) is { } text)
            {
                StartupLog.TokensOff(logger, package.Directory, text);
                return null;
            }

            return tokenizer;
        }
        catch (Exception unusable) when (unusable is InvalidDataException or JsonException or PlatformNotSupportedException)
        {
            StartupLog.TokenizerUnusable(logger, package.Directory, unusable.Message);
            return null;
        }
    }

    private ServedModel? LoadPrecision(ModelPackage package, WordPieceTokenizer tokenizer, ModelPrecision precision)
    {
        if (backend.Load(package, precision) is { } problem)
        {
            return Refuse(problem);
        }

        backend.Warm(package.Manifest.MaximumTokens);
        var variant = $"{backend.Name}/{precision.Wire()}";
        var parity = GoldenCheck.Compare(package.Manifest, backend, variant);
        if (parity.WorstText is null)
        {
            StartupLog.NothingToCompare(logger, package.Directory, variant);
        }

        if (parity.WithinTolerance)
        {
            return new ServedModel(package, tokenizer, backend, precision, scoring.Value, parity.Report);
        }

        if (_options.OnParityFailure == ParityFailureAction.FallBackToFp32 && precision != ModelPrecision.Fp32)
        {
            StartupLog.FallingBack(logger, package.Directory, variant, parity.WorstText, parity.Report.LargestDifference, parity.Report.Tolerance);
            return LoadPrecision(package, tokenizer, ModelPrecision.Fp32);
        }

        StartupLog.ParityOff(logger, package.Directory, variant, parity.WorstText, parity.Report.LargestDifference, parity.Report.Tolerance);
        return null;
    }

    private ServedModel? Refuse(PackageProblem problem)
    {
        StartupLog.PackageRefused(logger, problem);
        return null;
    }
}
