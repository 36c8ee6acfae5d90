namespace Sentiment.Contracts.Errors;

/// <summary>
/// An expected failure, as a value: what the client is told. Becomes a <see cref="Problem"/> where it leaves the process.
/// </summary>
/// <param name="Code">Decides status and title.</param>
/// <param name="Detail">One or two sentences: what was asked, what is allowed, what to change. Never contains the text or a key.</param>
public sealed record ApiError(ErrorCode Code, string Detail)
{
    /// <summary>The request field at fault, in wire names (<c>text</c>, <c>texts[3]</c>); null when no single field is.</summary>
    public string? Field { get; init; }

    /// <summary>When to try again, sent as <c>Retry-After</c>; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public Problem ToProblem(string correlationId)
    {
        var description = ErrorCatalog.Describe(Code);
        return new Problem
        {
            Type = ErrorCatalog.TypeUri(Code),
            Title = description.Title,
            Status = description.Status,
            Detail = Detail,
            Code = ErrorCatalog.Wire(Code),
            CorrelationId = correlationId,
            Errors = Field is null ? null : new Dictionary<string, string[]>(StringComparer.Ordinal) { [Field] = [Detail] },
        };
    }
}
