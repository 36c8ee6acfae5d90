using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Documentation;

/// <summary>What the contract says of an endpoint beside its types.</summary>
internal sealed record Operation
{
    /// <summary>Its name in generated clients.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="Tags"/>.</summary>
    public required string Tag { get; init; }

    public required string Summary { get; init; }

    /// <summary>Markdown.</summary>
    public required string Description { get; init; }

    /// <summary>Null when there is none.</summary>
    public OperationBody? Body { get; init; }

    /// <summary>Names in <see cref="RequestParameters"/>.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>Names in <see cref="AnswerHeaders"/>: those of a good answer.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Those of them that a problem may have, too: it may come from behind the arm's choice.</summary>
    public IReadOnlyList<string> ProblemHeaders { get; init; } = [];

    /// <summary>Of a good answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>What a good answer is.</summary>
    public required string Answer { get; init; }

    /// <summary>Good answers, under the names of the requests that get them.</summary>
    public required IReadOnlyList<Example> Answers { get; init; }

    /// <summary>Each error that it may answer with.</summary>
    public required IReadOnlyList<ErrorCode> Errors { get; init; }
}

/// <param name="MostBytes">Beyond, it is E4013.</param>
/// <param name="Examples">At least one.</param>
/// <param name="Refusals">What the parser says to bodies that are wrong, each with another code.</param>
internal sealed record OperationBody(int MostBytes, IReadOnlyList<Example> Examples, IReadOnlyList<ApiError> Refusals);
