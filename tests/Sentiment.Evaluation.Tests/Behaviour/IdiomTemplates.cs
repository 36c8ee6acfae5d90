namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>
/// Turns of phrase that cannot be put together from their words ("anything but", "nothing if not"), beside plain ones. The training teaches them, with these
/// words among others, in other sentences about other things: what is measured is whether they are learnt. Whether negation is understood beyond
/// them, <see cref="NegationTemplates"/> says.
/// </summary>
internal static class IdiomTemplates
{
    private static readonly Thing[] Things =
    [
        new("room", ["cosy", "quiet"], ["damp", "gloomy"]),
        new("coffee", ["tasty", "strong"], ["bitter", "stale"]),
        new("manual", ["clear", "useful"], ["muddled", "long-winded"]),
        new("driver", ["careful", "courteous"], ["careless", "grumpy"]),
        new("gym", ["clean", "well equipped"], ["dirty", "crowded"]),
        new("course", ["rewarding", "practical"], ["dull", "shallow"]),
        new("soup", ["tasty", "hot"], ["bland", "salty"]),
        new("jacket", ["warm", "durable"], ["flimsy", "badly cut"]),
    ];

    /// <summary>Of good words: all are blame.</summary>
    private static readonly string[] Denied =
    [
        "I wouldn't call the {s} {a}.", "The {s} was hardly {a}.", "There was nothing {a} about the {s}.", "The {s} turned out not to be {a}.",
        "Nobody could say that the {s} is {a}.", "The {s} is far from {a}.", "I can't say that the {s} was {a}.", "The {s} was anything but {a}.",
        "It wasn't a {a} {s}.", "The {s} has never been {a}.", "Was the {s} {a}? No.", "They don't have a {a} {s}, believe me.",
    ];

    /// <summary>Of bad words: those of the patterns that are praise and not only an understatement.</summary>
    private static readonly string[] Cleared =
    [
        "There was nothing {a} about the {s}.", "The {s} turned out not to be {a}.", "The {s} is far from {a}.", "The {s} was anything but {a}.",
        "The {s} has never been {a}.", "Was the {s} {a}? No.", "I had feared a {a} {s} and was wrong.",
    ];

    private static readonly string[] Plain =
    [
        "I would call the {s} {a}.", "The {s} was nothing if not {a}.", "There was something {a} about the {s}.", "The {s} turned out to be {a}.",
        "Everybody could see that the {s} is {a}.", "Was the {s} {a}? Yes.", "The {s} has always been {a}.", "No doubt about it, the {s} is {a}.",
    ];

    public static IReadOnlyList<BehaviourCase> Turned { get; } =
        [.. Fill(Denied, thing => thing.Good, isPositive: false), .. Fill(Cleared, thing => thing.Bad, isPositive: true)];

    public static IReadOnlyList<BehaviourCase> NotTurned { get; } =
        [.. Fill(Plain, thing => thing.Good, isPositive: true), .. Fill(Plain, thing => thing.Bad, isPositive: false)];

    private static IEnumerable<BehaviourCase> Fill(string[] patterns, Func<Thing, string[]> words, bool isPositive) =>
        from pattern in patterns
        from thing in Things
        from word in words(thing)
        select new BehaviourCase(
            pattern.Replace("{s}", thing.Name, StringComparison.Ordinal).Replace("{a}", word, StringComparison.Ordinal), isPositive);

    /// <param name="Name">What the sentence is about.</param>
    /// <param name="Good">Praise of it. With a consonant first, as they follow "a".</param>
    /// <param name="Bad">Blame of it.</param>
    private sealed record Thing(string Name, string[] Good, string[] Bad);
}
