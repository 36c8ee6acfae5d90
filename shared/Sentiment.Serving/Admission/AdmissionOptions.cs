using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;

namespace Sentiment.Serving.Admission;

/// <summary>How much work and memory a pool takes on before it refuses: <c>Sentiment:Admission</c>.</summary>
public sealed class AdmissionOptions
{
    public const string Section = "Admission";

    private const int DefaultQueuedTokens = 4 * Limits.BatchTokens;
    private const long DefaultBodyBytes = 16L * Limits.BatchBodyBytes;

    /// <summary>Tokens that may wait or run at one time; a request that would go beyond gets E4005.</summary>
    /// <value>The default is 131,072: four of the largest batches. At least one of them.</value>
    [Range(Limits.BatchTokens, 1 << 24)]
    public int MaxQueuedTokens { get; set; } = DefaultQueuedTokens;

    /// <summary>Bytes of request bodies that may be in memory at one time.</summary>
    /// <value>The default is 64 MiB: sixteen of the largest batches. At least one of them.</value>
    [Range(Limits.BatchBodyBytes, 1L << 32)]
    public long MaxBodyBytes { get; set; } = DefaultBodyBytes;
}

[OptionsValidator]
internal sealed partial class AdmissionOptionsValidator : IValidateOptions<AdmissionOptions>;
