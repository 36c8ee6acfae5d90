using Microsoft.Extensions.Logging;
using Sentiment.Models.Packages;

namespace Sentiment.Serving.Startup;

internal static partial class StartupLog
{
    [LoggerMessage(310, LogLevel.Information, "Serving {Model} {Version} with {Backend}/{Precision} on {Hardware}; serving digest {Digest}; golden texts off by {Difference} at most; loaded and checked in {Milliseconds} ms")]
    public static partial void Ready(ILogger logger, string model, string version, string backend, string precision, string hardware, string digest, float difference, long milliseconds);

    [LoggerMessage(311, LogLevel.Critical, "The model cannot be served. {Problem}")]
    public static partial void PackageRefused(ILogger logger, PackageProblem problem);

    [LoggerMessage(312, LogLevel.Critical, "The model cannot be served. {Package}: vocab.txt or tokenizer_config.json cannot be used: {Reason} Restore the package, or point Sentiment:Model:Path at another")]
    public static partial void TokenizerUnusable(ILogger logger, string package, string reason);

    [LoggerMessage(313, LogLevel.Critical, "The model cannot be served. {Package}: vocab.txt has {Tokens} tokens and config.json allows {Rows}. The files are of different models: restore the package")]
    public static partial void VocabularyTooLarge(ILogger logger, string package, int tokens, int rows);

    [LoggerMessage(314, LogLevel.Critical, "The model cannot be served. {Package}: golden text {Text} of manifest.json gives other tokens here than recorded. The vocabulary is of another model, or this machine lacks Unicode data (ICU)")]
    public static partial void TokensOff(ILogger logger, string package, int text);

    [LoggerMessage(315, LogLevel.Critical, "The model cannot be served. {Package}: {Variant} gives logits for golden text {Text} that are off by {Difference}; allowed are {Tolerance}. This processor computes otherwise: set Sentiment:Model:Precision to Fp32, or OnParityFailure to FallBackToFp32")]
    public static partial void ParityOff(ILogger logger, string package, string variant, int? text, float difference, float tolerance);

    [LoggerMessage(316, LogLevel.Warning, "{Package}: {Variant} gives logits for golden text {Text} that are off by {Difference}; allowed are {Tolerance}. Falling back to FP32, which is slower")]
    public static partial void FallingBack(ILogger logger, string package, string variant, int? text, float difference, float tolerance);

    [LoggerMessage(317, LogLevel.Warning, "{Package}: manifest.json has no golden logits for {Variant}: its answers are served unchecked")]
    public static partial void NothingToCompare(ILogger logger, string package, string variant);

    [LoggerMessage(318, LogLevel.Critical, "The engine has failed: the pool cannot go on and stops")]
    public static partial void ThreadEnded(ILogger logger, Exception failure);
}
