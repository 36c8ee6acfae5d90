using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;

namespace Sentiment.Serving.Admission;

/// <summary>How much work and memory a pool takes on before it refuses: <c>Sentiment:Admission</c>.</summary>
public sealed class AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>No request may hold more than this part of the queue: the largest batch fits so often.</summary>
    private const int LargestBatches = 4;
    private const int DefaultQueuedTokens = LargestBatches * Limits.BatchTokens;
    private const long DefaultBodyBytes = 16L * Limits.BatchBodyBytes;

    /// <summary>Tokens that may wait or run at one time; a request that would go beyond gets E4005.</summary>
    /// <value>The default is 131,072, and the least: four of the largest batches, so that no request holds more than a quarter of the queue.</value>
    [Range(DefaultQueuedTokens, 1 << 24)]
    public int MaxQueuedTokens { get; set; } = DefaultQueuedTokens;

    /// <summary>The longest that a request may have to wait for those before it, as predicted from the last runs; beyond that it gets E4005.</summary>
    /// <value>The default is 5 seconds: half of the default deadline, so that what is let in is answered.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes of request bodies that may be in memory at one time.</summary>
    /// <value>The default is 64 MiB: sixteen of the largest batches. At least one of them.</value>
    [Range(Limits.BatchBodyBytes, 1L << 32)]
    public long MaxBodyBytes { get; set; } = DefaultBodyBytes;
}

[OptionsValidator]
internal sealed partial class AdmissionOptionsValidator : IValidateOptions<AdmissionOptions>;
