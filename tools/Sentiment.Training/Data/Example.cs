namespace Sentiment.Training.Data;

/// <summary>A text and the probability of POSITIVE that the model is to give it.</summary>
internal sealed record Example(string Text, float Target, ClipRule Clip = ClipRule.Head);

/// <summary>What of a long text is kept.</summary>
internal enum ClipRule
{
    /// <summary>The beginning.</summary>
    Head,

    /// <summary>Two examples, of the beginning and of the end: a long review often judges only at its end.</summary>
    HeadAndTail,
}
