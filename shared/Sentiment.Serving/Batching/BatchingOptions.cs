using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Serving.Batching;

/// <summary>How texts are put together for a run: <c>Sentiment:Batching</c>.</summary>
public sealed class BatchingOptions
{
    public const string Section = "Batching";

    private const int DefaultTexts = 16;
    private const int DefaultTokens = 1_024;
    private const double DefaultPadding = 0.25;
    private const int DefaultRequests = 8_192;

    /// <summary>Most texts of one run.</summary>
    /// <value>The default is 16: on a CPU more gain nothing and make the first of them wait.</value>
    [Range(1, 1_024)]
    public int MaxTexts { get; set; } = DefaultTexts;

    /// <summary>Most tokens that one run computes, padding included. A single longer text still runs, alone.</summary>
    /// <value>The default is 1,024: two texts of the greatest length, or sixteen of 64 tokens.</value>
    [Range(1, 1 << 20)]
    public int MaxTokens { get; set; } = DefaultTokens;

    /// <summary>Largest share of a run's tokens that may be padding.</summary>
    /// <value>The default is 0.25: a short text waits for its like rather than being blown up to a long one's length.</value>
    [Range(0.0, 1.0)]
    public double MaxPaddingShare { get; set; } = DefaultPadding;

    /// <summary>Requests that may wait for the inference thread; more get E4005.</summary>
    /// <value>The default is 8,192. The bound on tokens (<c>Sentiment:Admission</c>) is usually met first.</value>
    [Range(1, 1 << 20)]
    public int MaxQueuedRequests { get; set; } = DefaultRequests;
}

[OptionsValidator]
internal sealed partial class BatchingOptionsValidator : IValidateOptions<BatchingOptions>;
