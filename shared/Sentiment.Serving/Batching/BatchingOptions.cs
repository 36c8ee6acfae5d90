using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Serving.Batching;

/// <summary>How texts are put together for a run: <c>Sentiment:Batching</c>.</summary>
public sealed class BatchingOptions
{
    public const string Section = "Batching";

    private const int DefaultTexts = 16;
    private const int DefaultCost = 1_200;
    private const int DefaultRequests = 8_192;

    /// <summary>Most texts of one run.</summary>
    /// <value>The default is 16: on a CPU more gain nothing and make the first of them wait.</value>
    [Range(1, 1_024)]
    public int MaxTexts { get; set; } = DefaultTexts;

    /// <summary>
    /// Most that one run may cost, in tokens, padding included: a bound on how long the next text waits. A single longer text still runs, alone.
    /// </summary>
    /// <value>The default is 1,200: two texts of 512 tokens, or sixteen of 70.</value>
    [Range(1, 1 << 20)]
    public int MaxCost { get; set; } = DefaultCost;

    /// <summary>Requests that may wait for the inference thread; more get E4005.</summary>
    /// <value>The default is 8,192. The bound on tokens (<c>Sentiment:Admission</c>) is usually met first.</value>
    [Range(1, 1 << 20)]
    public int MaxQueuedRequests { get; set; } = DefaultRequests;
}

[OptionsValidator]
internal sealed partial class BatchingOptionsValidator : IValidateOptions<BatchingOptions>;
