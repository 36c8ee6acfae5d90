using System.Text.Json.Serialization;

namespace Sentiment.Contracts.Errors;

/// <summary>The body of every error answer: RFC 9457 <c>application/problem+json</c> with our members.</summary>
public sealed record Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>Link to the paragraph of <c>docs/errors.md</c> for this code.</summary>
    public required string Type { get; init; }

    /// <summary>What is wrong in general: the same for all problems of a code.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status of the answer; of a batch's item, the one that the text would have got alone.</summary>
    public required int Status { get; init; }

    /// <summary>For people: what was asked, what is allowed, what to change.</summary>
    public required string Detail { get; init; }

    /// <summary>Stable code for programs, <c>E1001</c> for instance.</summary>
    public required string Code { get; init; }

    /// <summary>The same as in <c>X-Correlation-ID</c>: quote it when asking an operator.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Field to messages, for errors of validation; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
