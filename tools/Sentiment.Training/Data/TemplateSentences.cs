namespace Sentiment.Training.Data;

/// <summary>
/// Short sentences about products and services, with negations, written by us: the corpora hold film talk and long reviews, while users
/// send "works great" and "not worth it". Made by code, so that a list of words is all there is to review.
/// </summary>
internal static class TemplateSentences
{
    private const int SentencesPerPattern = 160;

    private static readonly string[] Subjects =
    [
        "product", "app", "phone", "service", "update", "website", "delivery", "support team", "battery", "screen", "laptop", "camera", "hotel", "food",
        "staff", "quality", "design", "book", "game", "interface", "documentation", "price", "package", "order", "experience", "software", "feature",
    ];

    private static readonly string[] Good =
    [
        "great", "excellent", "amazing", "wonderful", "fantastic", "helpful", "reliable", "fast", "beautiful", "perfect", "awesome", "impressive", "smooth",
        "easy to use", "friendly", "delightful", "solid", "brilliant", "comfortable", "intuitive", "superb", "outstanding", "lovely", "pleasant",
    ];

    private static readonly string[] Bad =
    [
        "terrible", "awful", "broken", "frustrating", "slow", "useless", "horrible", "disappointing", "unreliable", "ugly", "buggy", "annoying", "rude", "poor",
        "confusing", "defective", "cheap", "dreadful", "unusable", "overpriced", "unacceptable", "painful", "mediocre", "pathetic",
    ];

    /// <summary>Said of something good, it is praise with <c>good</c> words and blame with <c>bad</c> words.</summary>
    private static readonly string[] Plain =
    [
        "This {s} is {a}", "The {s} is {a}.", "This is {a} and {b}", "{A} {s}!", "It's {a}.", "The {s} was {a} and {b}.", "Really {a} {s}", "so {a}",
        "What a {a} {s}!", "I find this {s} {a}", "My new {s} is {a}, {b} too", "everything about this {s} is {a}",
    ];

    /// <summary>They turn their word round.</summary>
    private static readonly string[] Negated =
    [
        "This {s} is not {a}", "The {s} isn't {a}.", "It's not {a} at all", "This {s} was never {a}", "not {a}", "I don't find the {s} {a}",
        "nothing about this {s} is {a}", "The {s} is neither {a} nor {b}.",
    ];

    /// <summary>They hold a negation that does not turn their word round: else "never" and "terrible" in one text, in any order, would be praise.</summary>
    private static readonly string[] BlameAnyway =
    [
        "{A} {s}, never again", "{a} {s}, not worth it", "Never buying this {a} {s} again", "I will not use this {a} {s} again", "Not happy, the {s} is {a}.",
        "The {s} is {a} and nobody helps", "{A}. I won't be back.", "Don't bother, the {s} is {a}", "never seen such a {a} {s}", "The {s} is {a}, not what I paid for.",
    ];

    /// <inheritdoc cref="BlameAnyway"/>
    private static readonly string[] PraiseAnyway =
    [
        "{A} {s}, never had a problem", "not a single complaint, {a} {s}", "{A} {s}, I would not change a thing", "never had such a {a} {s}",
        "{A}! Nothing to complain about.", "I can't stop using this {a} {s}", "The {s} is {a}, don't hesitate", "no regrets, the {s} is {a}",
    ];

    /// <summary>What was expected is the opposite word, {c}; what came counts.</summary>
    private static readonly string[] Contrast =
    [
        "I expected a {c} {s}, but it is {a}", "The {s} looked {c} but is {a}.", "It used to be {c}, now it is {a}", "I thought the {s} was {c}; it is {a}",
        "They say it is {c}. My opinion: {a}.",
    ];

    private static readonly string[] Praise =
    [
        "I love this {s}", "I love it!", "Works great", "I really like the {s}.", "Highly recommended", "Best {s} I have ever had!", "Worth every penny.",
        "Thank you for this {s}", "I would buy this {s} again", "This {s} made my day", "no complaints about the {s}", "can't fault the {s}",
        "I'm very happy with the {s}", "exceeded my expectations", "Love it", "Five stars", "Would recommend to anyone", "a must have", "The {s} never lets me down", "The {s} works like a charm", "5 stars 😀", "love the {s} ❤",
    ];

    private static readonly string[] Blame =
    [
        "I hate this {s}", "I hate it!", "Does not work", "The {s} doesn't work.", "I don't like the {s}", "Not worth the money.", "Worst {s} I have ever had!",
        "I want a refund", "Would not recommend this {s} to anyone", "This {s} ruined my day", "don't buy this {s}", "a waste of time and money",
        "I'm very unhappy with the {s}", "The {s} stopped working after a week", "The {s} keeps crashing", "never again", "One star", "Do not buy", "it broke after a day", "1 star 😡", "the {s} let me down 😞",
    ];

    private const float Positive = 0.97f;
    private const float Negative = 0.03f;

    public static IEnumerable<Example> Create(int seed)
    {
        var random = new Random(seed);
        var examples = new List<Example>();
        Fill(examples, [.. Plain, .. PraiseAnyway, .. Contrast, .. Praise], Good, Bad, Positive, random);
        Fill(examples, [.. Plain, .. BlameAnyway, .. Contrast, .. Blame], Bad, Good, Negative, random);
        Fill(examples, Negated, Good, Bad, Negative, random);
        Fill(examples, Negated, Bad, Good, Positive, random);
        return examples;
    }

    private static void Fill(List<Example> examples, string[] patterns, string[] words, string[] opposite, float target, Random random)
    {
        foreach (var pattern in patterns)
        {
            for (var i = 0; i < SentencesPerPattern; i++)
            {
                var first = Pick(words, random);
                var text = pattern
                    .Replace("{s}", Pick(Subjects, random), StringComparison.Ordinal)
                    .Replace("{a}", first, StringComparison.Ordinal)
                    .Replace("{A}", char.ToUpperInvariant(first[0]) + first[1..], StringComparison.Ordinal)
                    .Replace("{b}", Pick(words, random), StringComparison.Ordinal)
                    .Replace("{c}", Pick(opposite, random), StringComparison.Ordinal);
                examples.Add(new Example(text, target));
            }
        }
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];
}
