namespace Sentiment.Hosting.Health;

/// <summary>Something that was one way and is another.</summary>
/// <param name="At">When it was noticed.</param>
/// <param name="Subject">What: a check such as <c>redis</c>, or a part of the service such as <c>onnx/onnx-1</c>.</param>
/// <param name="Before">In one word, such as <c>Healthy</c> or <c>up</c>.</param>
/// <param name="After">In one word.</param>
/// <param name="Description">Why, where that is known.</param>
public sealed record StateChange(DateTimeOffset At, string Subject, string Before, string After, string? Description);
