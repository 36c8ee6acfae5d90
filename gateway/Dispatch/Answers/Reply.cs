using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>What one call to one replica came to: an answer, or why there is none.</summary>
internal readonly record struct Reply<T>
    where T : class
{
    private Reply(PoolAnswer<T>? answer, Failure? failure) => (Answer, Failure) = (answer, failure);

    public PoolAnswer<T>? Answer { get; }

    /// <summary>Null exactly when there is an answer.</summary>
    public Failure? Failure { get; }

    public static implicit operator Reply<T>(PoolAnswer<T> answer) => new(answer, failure: null);

    public static implicit operator Reply<T>(Failure failure) => new(answer: null, failure);
}

/// <param name="Error">What the client is told, if nobody else answers.</param>
/// <param name="Fault">What it says about the replica.</param>
internal sealed record Failure(ApiError Error, Fault Fault);
