using System.Globalization;
using Sentiment.Contracts;
using Sentiment.Contracts.Models;
using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Startup;

/// <summary>A model that is loaded, warm and checked.</summary>
internal sealed class ServedModel
{
    // Raised when the meaning of an answer changes without the package changing: caches must not mix the two.
    private const int ContractVersion = 1;

    /// <summary>What changes the answers of a package besides its runtime: how long texts are cut and their windows joined, and what is NEUTRAL.</summary>
    private static KeyValuePair<string, string>[] AnswerOptions(ScoringOptions scoring) =>
    [
        KeyValuePair.Create("scoring.neutral_below", scoring.NeutralBelow.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("windows.most", $"{Limits.TextWindows}"),
        KeyValuePair.Create("windows.overlap", $"{TextWindows.Overlap} or 1/{TextWindows.SharedPart}"),
        KeyValuePair.Create("windows.aggregation", WindowAggregation.Name),
    ];

    public ServedModel(
        ModelPackage package, WordPieceTokenizer tokenizer, IModelBackend backend, ModelPrecision precision, ScoringOptions scoring, ParityReport parity)
    {
        var manifest = package.Manifest;
        Manifest = manifest;
        Package = package.Directory;
        Tokenizer = tokenizer;
        Backend = backend.Name;
        Scorer = new Scorer(manifest.Labels, manifest.Temperature, scoring.NeutralBelow);
        Digest = ServingDigest.Compute(package.Digest, backend.Name, precision.Wire(), AnswerOptions(scoring), ContractVersion);
        Details = new ModelDetails
        {
            Name = manifest.Name,
            Version = manifest.Version,
            Precision = precision.Wire(),
            Labels = manifest.Labels,
            MaximumTokens = manifest.MaximumTokens,
            ServingDigest = Digest,
            Hardware = backend.Hardware,
            Parity = parity,
        };
    }

    public ModelManifest Manifest { get; }

    /// <summary>The package's folder.</summary>
    public string Package { get; }

    public WordPieceTokenizer Tokenizer { get; }

    public Scorer Scorer { get; }

    /// <summary>The runtime's name on the wire.</summary>
    public string Backend { get; }

    /// <summary>Equal digests give equal predictions.</summary>
    public string Digest { get; }

    public ModelDetails Details { get; }
}
