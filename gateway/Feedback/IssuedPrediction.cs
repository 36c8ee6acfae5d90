using Sentiment.Gateway.Caching;

namespace Sentiment.Gateway.Feedback;

/// <summary>What a prediction id says.</summary>
/// <param name="IssuedAt">When the prediction was answered, to the second.</param>
/// <param name="Nonce">Of this id alone: by it feedback is taken once.</param>
/// <param name="Arm">That answered.</param>
/// <param name="Digest">The first 16 digits of the serving digest; zeros where that was not known.</param>
/// <param name="Label">That was answered.</param>
/// <param name="Score">Of that label.</param>
internal sealed record IssuedPrediction(DateTimeOffset IssuedAt, ulong Nonce, string Arm, string Digest, string Label, float Score)
{
    private const int DigestDigits = 16;

    public static IssuedPrediction Of(Answer answer, DateTimeOffset now, ulong nonce) => new(
        now,
        nonce,
        answer.Arm.Id,
        answer.Digest is { Length: >= DigestDigits } digest ? digest[..DigestDigits] : new string('0', DigestDigits),
        answer.Prediction!.Label,
        answer.Prediction.Score);
}
