namespace Sentiment.Training.Export;

/// <summary>Our own texts whose logits go into the manifest: both labels, negation, punctuation, accents, emoji, one word, a long text.</summary>
internal static class GoldenTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "I love this product!",
        "This is frustrating and broken",
        "The support team answered within minutes and fixed everything.",
        "It arrived late, the box was open & half of the parts were missing :(",
        "not bad at all",
        "I expected more for $299...",
        "meh",
        "The café's crème brûlée is to die for 😀👍",
        "Slow, ugly and it crashes three times a day. I want my money back!!!",
        "The screen is bright, the battery lasts two days, but the camera is a disappointment.",
        "生 日本語 ¿qué? <b>bold</b> C++ = fast",
        string.Join(' ', Enumerable.Repeat(
            "We stayed for a week in spring. The room was small but clean, breakfast was plain, and the staff went out of their way to help us.", 8)),
    ];
}
