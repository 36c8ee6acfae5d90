namespace Sentiment.Training.Data;

/// <summary>A text and the probability of POSITIVE that the model is to give it.</summary>
internal sealed record Example(string Text, float Target);
