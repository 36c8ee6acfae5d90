using System.Runtime.InteropServices;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Caching;

/// <summary>Where an answer comes from.</summary>
internal enum AnswerSource
{
    /// <summary>A pool was asked.</summary>
    Pool,

    /// <summary>A pool was asked by another request at the same time.</summary>
    Flight,

    /// <summary>It was known in this process.</summary>
    Memory,

    /// <summary>It was known to another gateway.</summary>
    Redis,
}

/// <summary>What is said of one text: a prediction or a pool's problem.</summary>
/// <param name="Prediction">As the pool gave it; with no time when it was known.</param>
/// <param name="Problem">Null when there is a prediction.</param>
/// <param name="Sent">Its place in what the pool was sent, by which the problem may call it.</param>
/// <param name="Arm">That answered, now or then.</param>
/// <param name="Digest">What that arm serves, or null.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Answer(Prediction? Prediction, Problem? Problem, int Sent, Arm Arm, string? Digest, AnswerSource Source)
{
    /// <summary>Whether no model has run for it since it was asked.</summary>
    public bool IsCached => Source is AnswerSource.Memory or AnswerSource.Redis;

    /// <summary>Whether it is kept since then.</summary>
    public bool IsStored { get; init; }
}

/// <summary>What is said of all texts of a request.</summary>
/// <param name="Items">One a text, in their order.</param>
/// <param name="Arm">That served: who was asked, or whose known answers these are.</param>
/// <param name="Digest">What it serves, or null.</param>
/// <param name="Status">How the cache dealt with it.</param>
/// <param name="Times">Where the time went.</param>
internal sealed record Answers(IReadOnlyList<Answer> Items, Arm Arm, string? Digest, CacheStatus Status, AnswerTimes Times)
{
    /// <summary>Tokens that a model has read for this request.</summary>
    public long TokensRead => Items.Sum(static item => item.Source == AnswerSource.Pool ? item.Prediction?.Tokens ?? 0 : 0);

    /// <summary>Whether nothing of it had to be asked.</summary>
    public bool AreCached => Items.All(static item => item.IsCached);
}

/// <param name="Pool">How long pools had the request.</param>
/// <param name="Cache">How long it waited for answers to others.</param>
/// <param name="Stages">The pool's entries for <c>Server-Timing</c>, or null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerTimes(TimeSpan Pool, TimeSpan Cache, string? Stages);
