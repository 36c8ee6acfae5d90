namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>
/// Sentences in which a negation turns their word round, beside ones in which none does. None of their words, things and patterns stands in what the
/// training's own sentences are made of (a test holds that): what is measured is whether negation is understood where it was not taught.
/// </summary>
internal static class NegationTemplates
{
    /// <summary>What the sentences are about, and how it is.</summary>
    public static readonly Thing[] Things =
    [
        new("gallery", ["dazzling", "appealing"], ["drab", "unimpressive"]),
        new("stew", ["fabulous", "hearty"], ["insipid", "inedible"]),
        new("lecture", ["compelling", "riveting"], ["monotonous", "unconvincing"]),
        new("bracelet", ["pleasing", "sublime"], ["shoddy", "trashy"]),
        new("receptionist", ["gracious", "phenomenal"], ["obnoxious", "unpleasant"]),
        new("terrace", ["serene", "breathtaking"], ["drab", "unpleasant"]),
        new("sandwich", ["phenomenal", "superior"], ["gross", "tepid"]),
        new("speech", ["compelling", "superior"], ["lame", "wretched"]),
    ];

    /// <summary>Of good words: all are blame.</summary>
    public static readonly string[] Denied =
    [
        "My sister didn't find the {s} {a}.", "None of us found the {s} {a}.", "The {s} never struck me as {a}.", "You would hardly think of the {s} as {a}.",
        "Few people would describe that {s} as {a}.", "In what world is this {s} {a}?", "The {s} isn't half as {a} as it should be.", "If only the {s} had been {a}!",
        "The {s} did not come across as {a}.", "We waited in vain for the {s} to become {a}.", "It would be wrong to say that the {s} was {a}.", "The {s} was supposedly {a}, which I did not notice.",
    ];

    /// <summary>Of bad words: those of the patterns that are praise and not only an understatement.</summary>
    public static readonly string[] Cleared =
    [
        "None of us found the {s} {a}.", "The {s} never struck me as {a}.", "The {s} did not come across as {a}.", "Who would say that the {s} is {a}? Certainly not me.",
        "They had warned us that the {s} was {a}, but it wasn't.", "We were afraid that the {s} might be {a}. It was not.", "It would be wrong to say that the {s} was {a}.",
    ];

    public static readonly string[] Plain =
    [
        "My sister found the {s} {a}.", "All of us found the {s} {a}.", "The {s} struck me as {a}.", "You would rightly think of the {s} as {a}.",
        "Most people would describe that {s} as {a}.", "The {s} came across as {a}.", "It would be right to say that the {s} was {a}.", "The {s} was {a}, which I noticed at once.",
    ];

    /// <summary>By the kind of sentence: a model that blames whatever it reads is right on two of the four.</summary>
    public static IReadOnlyList<BehaviourCase> Of(NegationKind kind) => kind switch
    {
        NegationKind.PraiseDenied => Fill(Denied, static thing => thing.Good, isPositive: false),
        NegationKind.BlameCleared => Fill(Cleared, static thing => thing.Bad, isPositive: true),
        NegationKind.PlainPraise => Fill(Plain, static thing => thing.Good, isPositive: true),
        _ => Fill(Plain, static thing => thing.Bad, isPositive: false),
    };

    private static BehaviourCase[] Fill(string[] patterns, Func<Thing, string[]> words, bool isPositive) =>
    [
        .. from pattern in patterns
           from thing in Things
           from word in words(thing)
           select new BehaviourCase(
               pattern.Replace("{s}", thing.Name, StringComparison.Ordinal).Replace("{a}", word, StringComparison.Ordinal), isPositive),
    ];

    /// <param name="Name">What the sentence is about.</param>
    /// <param name="Good">Praise of it.</param>
    /// <param name="Bad">Blame of it.</param>
    public sealed record Thing(string Name, string[] Good, string[] Bad);
}

/// <summary>What a sentence does with its word.</summary>
public enum NegationKind
{
    PraiseDenied,
    BlameCleared,
    PlainPraise,
    PlainBlame,
}
