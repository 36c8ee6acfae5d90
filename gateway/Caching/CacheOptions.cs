using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Caching;

/// <summary>What is kept of answers: <c>Sentiment:Cache</c>. Fixed at the start.</summary>
internal sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>Whether answers are kept, and equal questions at the same time asked once.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Most answers in this process's memory; those used longest ago go first.</summary>
    /// <value>The default is 1,000.</value>
    [Range(3, 100_000_000)]
    public int Entries { get; set; } = 1_000;

    /// <summary>Most bytes that they take together, about 1 KB each: an answer is kept, its text is not.</summary>
    /// <value>The default is 64 MiB.</value>
    [Range(64 * 1024, 1L << 40)]
    public long Bytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How long answers are kept in Redis, where one is configured.</summary>
    /// <value>The default is an hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether a client finds only what it has asked itself: then the time of an answer tells nobody what others ask.</summary>
    /// <value>The default is false: an answer is the same for all.</value>
    public bool PerClient { get; set; }
}

[OptionsValidator]
internal sealed partial class CacheOptionsValidator : IValidateOptions<CacheOptions>;
