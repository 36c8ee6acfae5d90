using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Caching;

/// <summary>What a flight came to: a prediction, an error that all would meet, or nothing that another could use.</summary>
/// <param name="Asked">What the leader asked.</param>
/// <param name="Served">The arm that answered; null when there is no prediction.</param>
/// <param name="Digest">What it serves; null when it did not say.</param>
/// <param name="Prediction">As the pool gave it.</param>
/// <param name="Error">Why there is no answer.</param>
internal sealed record Landing(Question? Asked, Arm? Served, string? Digest, Prediction? Prediction, ApiError? Error)
{
    /// <summary>The answer was for its asker alone, such as a problem with the place of a text in it.</summary>
    public static readonly Landing EachForItself = new(Asked: null, Served: null, Digest: null, Prediction: null, Error: null);

    /// <summary>What an error means for others: null when it was the leader's own time that was up, and another is to lead.</summary>
    public static Landing? Failed(Question asked, ApiError error) => error.Code switch
    {
        ErrorCode.DeadlinePassed => null,

        // By how long the leader would have waited, so its own time again, when that is up.
        ErrorCode.Overloaded => asked.Request.Deadline.HasPassed ? null : new Landing(asked, Served: null, Digest: null, Prediction: null, error),
        ErrorCode.NoReplica => new Landing(asked, Served: null, Digest: null, Prediction: null, error),
        _ => EachForItself,
    };

    /// <summary>What it means for another who asked the same.</summary>
    /// <param name="question">That one's.</param>
    /// <param name="digest">What that one's arm serves.</param>
    /// <returns>With a prediction or an error where it is one for both; null when the other is to lead; else <see cref="EachForItself"/>.</returns>
    public Landing? For(Question question, string digest)
    {
        if (Error is not null)
        {
            return IsFor(question, Asked!) ? this : null;
        }

        var arm = question.Assignment.Arm;
        if (Prediction is null || (Digest == digest && Served!.Id == arm.Id))
        {
            return this;
        }

        if (Digest == digest)
        {
            return this with { Served = arm };
        }

        // Another arm has stood in: for this one it may, or not.
        return Asked!.Assignment.Arm.Id == arm.Id && question.Assignment.Alternatives.Any(other => other.Id == Served!.Id) ? this : EachForItself;
    }

    // A pool is full for whoever has no more time and brings no fewer texts; an arm is away for whoever has no other substitutes.
    private bool IsFor(Question question, Question asked) =>
        question.Assignment.Arm.Id == asked.Assignment.Arm.Id
        && (Error!.Code == ErrorCode.Overloaded
            ? question.Request.Deadline.Timeout <= asked.Request.Deadline.Timeout && question.Texts.Count >= asked.Texts.Count
            : question.Assignment.Alternatives.All(arm => asked.Assignment.Alternatives.Any(other => other.Id == arm.Id)));
}
