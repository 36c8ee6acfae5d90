namespace Sentiment.Training.Export;

/// <summary>A text that every backend must answer alike for ever: ours, not from a data set.</summary>
/// <param name="Text">The text.</param>
/// <param name="TokenIds">Its token ids, with the special tokens.</param>
/// <param name="TorchLogits">What the module gives that the weights were trained with, in single precision from the saved weights.</param>
/// <param name="RoundedLogits">What the same module gives in bfloat16.</param>
internal sealed record GoldenSample(string Text, int[] TokenIds, float[] TorchLogits, float[] RoundedLogits);
