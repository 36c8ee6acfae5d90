using System.Text.Json.Serialization;

namespace Sentiment.Contracts.Errors;

/// <summary>The body of every error answer: RFC 9457 <c>application/problem+json</c> with our members.</summary>
public sealed record Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>Link to the paragraph of <c>docs/errors.md</c> for this code.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    /// <summary>Stable code for programs, <c>E1001</c> to <c>E4015</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The same as in <c>X-Correlation-ID</c>: quote it when asking an operator.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Field to messages, for errors of validation; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
