namespace Sentiment.Training.Templates;

/// <summary>
/// What people do with things they like ({l}) or resent ({r}), and what things do when they work ({w}) or fail ({f}). Verbs stand in their
/// plain form; {f3} and {w3} are the third person, {fing} and {wing} end in -ing.
/// </summary>
internal static class VerbPatterns
{
    public static readonly string[] Praise =
    [
        "I {l} this {s}", "I {l} it", "we {l} the {s}", "I really {l} the {s}", "I do {l} it", "you will {l} the {s}", "you can only {l} it", "everyone I know will {l} this", "I still {l} it",
        "who would not {l} this {s}?", "I can't help it, I {l} this", "I can't not {l} it", "do I {l} the {s}? very much", "do I {l} it? I do", "I will always {l} this {s}", "there is much to {l} about it",
        "I don't {r} it", "I do not {r} this {s}", "I have no reason to {r} it", "you won't {r} it", "you will not {r} this {s}", "no one will {r} it", "I never had to {r} it", "do I {r} it? not at all",
        "why would anyone {r} this {s}?", "I can't see how anyone could {r} it", "there is nothing to {r}", "I thought I would {r} it, and I don't", "we did not {r} a minute of it", "I could never {r} it",
        "it never {f3}", "it doesn't {f}", "it no longer {f3}", "the {s} has stopped {fing}", "it did not {f} once", "it won't {f}", "I have never seen it {f}",
        "the {s} never {f3} on me", "not once did it {f}", "it doesn't {f} like the old one", "does it {f}? never", "the {s} {w3}", "the {s} {w3} every time", "it {w3} as it should", "it just {w3}",
        "it always {w3}", "the {s} still {w3} after a year", "it never stops {wing}", "it does {w}", "does it {w}? every time", "I was told that it would not {w}, it does",
        "I thought it would {f}. it didn't", "it finally {w3} again", "they said it {f3}, mine doesn't",
    ];

    public static readonly string[] Blame =
    [
        "I {r} this {s}", "I {r} it", "we {r} the {s}", "I really {r} the {s}", "I do {r} it", "you will {r} this {s}", "you can only {r} it", "everyone I know will {r} this", "I still {r} it",
        "who would not {r} this {s}?", "I can't help it, I {r} this", "do I {r} the {s}? very much", "do I {r} it? I do", "I will always {r} this {s}", "there is much to {r} about it",
        "I don't {l} it", "I do not {l} this {s}", "I have no reason to {l} it", "you won't {l} it", "you will not {l} this {s}", "no one will {l} it", "I could never {l} it", "do I {l} it? not at all",
        "why would anyone {l} this {s}?", "I can't see how anyone could {l} it", "there is nothing to {l}", "I thought I would {l} it, and I don't", "we did not {l} a minute of it", "I can't {l} it",
        "I wanted to {l} it", "I used to {l} this {s}", "I no longer {l} it", "I wish I could {l} it", "it is hard to {l} this {s}", "I tried to {l} it",
        "it never {w3}", "it doesn't {w}", "it no longer {w3}", "the {s} has stopped {wing}", "it did not {w} once", "it won't {w}", "I have never seen it {w}",
        "not once did it {w}", "it doesn't {w} like the old one", "does it {w}? never", "the {s} {f3}", "the {s} {f3} every time", "it just {f3}", "it always {f3}", "the {s} still {f3}",
        "it keeps {fing}", "it never stops {fing}", "it does {f}", "does it {f}? every time", "I was told that it would not {f}, it does", "I thought it would {w}. it didn't", "it {f3} again",
        "they said it {w3}, mine doesn't", "it {f3} when it should {w}", "it was supposed to {w}",
    ];
}
