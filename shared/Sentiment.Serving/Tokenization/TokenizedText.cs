namespace Sentiment.Serving.Tokenization;

/// <summary>A text as the model reads it.</summary>
/// <param name="Ids">[CLS], the text's tokens as far as they fit, [SEP].</param>
/// <param name="TextTokens">Tokens of the whole text, without [CLS] and [SEP] and before any cut; 0 means that nothing was left of it.</param>
/// <param name="Truncated">Whether tokens were cut off the end.</param>
public readonly record struct TokenizedText(int[] Ids, int TextTokens, bool Truncated);
