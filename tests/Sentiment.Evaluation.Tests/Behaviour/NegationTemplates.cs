namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>
/// Sentences in which a negation turns their word round, beside ones in which none does: patterns, things and words are other than those that
/// the training's own sentences are made of.
/// </summary>
internal static class NegationTemplates
{
    private static readonly string[] Things = ["room", "coffee", "manual", "driver", "gym", "course", "soup", "jacket"];

    private static readonly string[] Good = ["tasty", "useful", "clear", "quick", "generous", "honest", "charming", "well made"];

    private static readonly string[] Bad = ["noisy", "bland", "clumsy", "dirty", "dull", "careless", "flimsy", "stale"];

    private static readonly string[] Turning =
    [
        "I wouldn't call the {s} {a}.", "The {s} was hardly {a}.", "There was nothing {a} about the {s}.", "The {s} turned out not to be {a}.",
        "Nobody could say that the {s} is {a}.", "The {s} is far from {a}.", "I can't say that the {s} was {a}.", "The {s} was anything but {a}.",
        "It wasn't a {a} {s}.", "The {s} has never been {a}.", "Was the {s} {a}? No.", "They don't have a {a} {s}, believe me.",
    ];

    private static readonly string[] Plain =
    [
        "I would call the {s} {a}.", "The {s} was nothing if not {a}.", "There was something {a} about the {s}.", "The {s} turned out to be {a}.",
        "Everybody could see that the {s} is {a}.", "Was the {s} {a}? Yes.", "The {s} has always been {a}.", "No doubt about it, the {s} is {a}.",
    ];

    /// <summary>Each pattern with each of the words, about things in turn.</summary>
    public static IReadOnlyList<BehaviourCase> All { get; } =
    [
        .. Fill(Turning, Good, isPositive: false), .. Fill(Turning, Bad, isPositive: true),
        .. Fill(Plain, Good, isPositive: true), .. Fill(Plain, Bad, isPositive: false),
    ];

    private static IEnumerable<BehaviourCase> Fill(string[] patterns, string[] words, bool isPositive) =>
        from pattern in patterns.Index()
        from word in words.Index()
        let thing = Things[(pattern.Index + word.Index) % Things.Length]
        select new BehaviourCase(
            pattern.Item.Replace("{s}", thing, StringComparison.Ordinal).Replace("{a}", word.Item, StringComparison.Ordinal), isPositive);
}
